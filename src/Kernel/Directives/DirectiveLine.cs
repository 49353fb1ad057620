namespace Marginalia.Kernel.Directives;

/// <summary>A line <c>#!name arguments</c> of a cell.</summary>
internal sealed class DirectiveLine
{
    /// <summary>Takes the line apart.</summary>
    /// <param name="number">Its number in the cell, from 1.</param>
    /// <param name="text">The line.</param>
    public DirectiveLine(int number, string text)
    {
        var words = text[2..].Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Number = number;
        Name = words.FirstOrDefault() ?? "";
        Arguments = words.ElementAtOrDefault(1) ?? "";
    }

    /// <summary>Its number in the cell, from 1.</summary>
    public int Number { get; }

    /// <summary>The directive's name, without <c>#!</c>.</summary>
    public string Name { get; }

    /// <summary>What follows the name.</summary>
    public string Arguments { get; }
}
