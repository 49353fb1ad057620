namespace Marginalia.Kit.Running;

/// <summary>Which notebooks to run, and how. Paths are as typed, relative to the user's folder.</summary>
internal sealed record RunRequest(
    IReadOnlyList<string> Notebooks,
    bool Quick,
    IReadOnlyDictionary<string, string> Parameters,
    string? OutputFolder,
    bool Save,
    TimeSpan? Timeout);
