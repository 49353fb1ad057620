namespace Marginalia.Kernel.Engine;

/// <summary>How a <see cref="NotebookEngine"/> compiles and stops cells.</summary>
public sealed record EngineOptions
{
    /// <summary>Namespaces every cell sees, besides <c>display</c>, <c>HTML</c> and the other functions of a notebook.</summary>
    public IReadOnlyList<string> Imports { get; init; } =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    /// <summary>How long an interrupted cell may go on (it is inside native code, or computes in a library without ever waiting) before the engine gives up.</summary>
    public TimeSpan AbandonAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long console text waits for more of it before it goes to the sink.</summary>
    public TimeSpan BatchTime { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Whether output of a background task that outlives its cell goes to that cell's sink at once, between cells too.
    /// Otherwise (the default) it waits for the next cell and its sink.
    /// </summary>
    public bool LiveOutput { get; init; }
}
