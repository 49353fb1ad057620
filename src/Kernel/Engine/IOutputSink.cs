using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Engine;

/// <summary>Where a running cell's output goes, in the order in which the cell produced it. Calls never overlap.</summary>
public interface IOutputSink
{
    /// <summary>Console text, as written, in pieces; <paramref name="name"/> is <c>stdout</c> or <c>stderr</c>.</summary>
    void Stream(string name, string text);

    /// <summary>A shown value; with <paramref name="update"/> it replaces the earlier one of the same id.</summary>
    void Display(MimeBundle bundle, string displayId, bool update);

    /// <summary>The value of the cell's trailing expression.</summary>
    void Result(MimeBundle bundle);

    /// <summary>A line of input for the cell.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask; the default.</exception>
    string? ReadLine() => throw new InvalidOperationException(
        "Console input: nobody can answer while a notebook runs by itself; take the value from a parameter instead");
}
