using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Running;

/// <summary>How a notebook is run.</summary>
public sealed record RunOptions
{
    /// <summary>Values for variables of the cell tagged <c>parameters</c>: name to text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>How long one cell may run before it is interrupted; null for no limit.</summary>
    public TimeSpan? CellTimeout { get; init; }

    /// <summary>Whether to run the cells after one that failed.</summary>
    public bool ContinueAfterError { get; init; }

    /// <summary>Whether to write each cell's seconds into its metadata (<c>marginalia.seconds</c>).</summary>
    public bool RecordTimes { get; init; }

    /// <summary>The working folder during the run; null for the notebook's own.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>How much output is kept.</summary>
    public OutputLimits Limits { get; init; } = new();

    /// <summary>Options of the engine.</summary>
    public EngineOptions Engine { get; init; } = new();
}
