namespace Marginalia.Kit.CommandLine;

/// <summary>What the user asked for, read from the command line and checked as far as the words alone allow.</summary>
internal abstract record Request;

/// <summary>Show a help text: of the named command, or of kit itself.</summary>
internal sealed record HelpRequest(string? Command) : Request;

/// <summary>Say the version.</summary>
internal sealed record VersionRequest : Request;

/// <summary>Run notebooks. Paths are as typed, relative to the user's folder.</summary>
internal sealed record RunRequest(
    IReadOnlyList<string> Notebooks,
    bool Quick,
    IReadOnlyDictionary<string, string> Parameters,
    string? OutputFolder,
    bool Save,
    TimeSpan? Timeout) : Request;

/// <summary>Show what the committed notebooks claim and found; as JSON, or written to the index.</summary>
internal sealed record StatusRequest(bool Json, bool Write) : Request;

/// <summary>Run the tests and checks, those that match the filter when there is one; or only list them.</summary>
internal sealed record TestRequest(string? Filter, bool List) : Request;

/// <summary>Say what the machine has and which torch is in use.</summary>
internal sealed record DoctorRequest : Request;

/// <summary>Measure: a suite of tests/Benchmarks with its words.</summary>
internal sealed record BenchRequest(IReadOnlyList<string> Words) : Request;
