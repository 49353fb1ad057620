namespace Marginalia.Kit.Running;

/// <summary>Which notebooks to run, and how.</summary>
/// <param name="Notebooks">Notebooks and folders of them, as typed, relative to the user's folder.</param>
internal sealed record RunRequest(IReadOnlyList<string> Notebooks)
{
    public bool Quick { get; init; }

    /// <summary>Values of parameters, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the results go, as typed, or null.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Whether to store the outputs in the notebook itself.</summary>
    public bool Save { get; init; }

    /// <summary>How long one cell may run, or null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many notebooks run at the same time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>How much memory each may use; null for a share of the machine's.</summary>
    public MemoryLimit? Memory { get; init; }
}
