using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Directives;

/// <summary>A line like <c>#!time</c>.</summary>
/// <param name="name">Its name.</param>
/// <param name="summary">What it does, in a line.</param>
internal abstract class Directive(string name, string summary)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Directive> All { get; } = [new ImportDirective(), new TimeDirective()];

    /// <summary>Its name, without <c>#!</c>.</summary>
    public string Name => name;

    /// <summary>What it does, in a line.</summary>
    public string Summary => summary;

    /// <summary>Checks its arguments, and returns what it does when the cell comes to it.</summary>
    /// <exception cref="DirectiveException">The arguments are wrong.</exception>
    public abstract Func<CellRun, CellError?> Parse(DirectiveLine line);
}
