using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Engine;

/// <summary>Where a running cell's output goes, in the order in which the cell produced it. Calls never overlap, except that output may come while <see cref="ReadLine"/> waits.</summary>
public interface IOutputSink
{
    /// <summary>Console text, as written, in pieces; <paramref name="name"/> is <c>stdout</c> or <c>stderr</c>.</summary>
    void Stream(string name, string text);

    /// <summary>A shown value; with <paramref name="update"/> it replaces the earlier one of the same id.</summary>
    void Display(MimeBundle bundle, string displayId, bool update);

    /// <summary>The value of the cell's trailing expression.</summary>
    void Result(MimeBundle bundle);

    /// <summary>
    /// A line of input for the cell; null at the end of the input. Called on the cell's thread, which may be interrupted, with everything shown before delivered.
    /// </summary>
    /// <param name="prompt">What to ask; may be empty.</param>
    /// <param name="password">Whether the answer must not be seen.</param>
    /// <exception cref="InvalidOperationException">There is nobody to ask; the default.</exception>
    string? ReadLine(string prompt = "", bool password = false) => throw new InvalidOperationException(
        "Console input: nobody can answer while a notebook runs by itself; take the value from a parameter instead");
}
