namespace Marginalia.Kit.Testing;

/// <summary>Something that can be run and counted: a test project, or a check of the sources.</summary>
internal abstract class Suite(string name)
{
    public string Name { get; } = name;

    /// <summary>Runs it to the end. <paramref name="filter"/> restricts it to tests whose full name contains that text.</summary>
    public abstract Task<SuiteResult> Run(string? filter, CancellationToken cancellation);

    /// <summary>The full names of what would run.</summary>
    public abstract Task<IReadOnlyList<string>> List(CancellationToken cancellation);

    /// <summary>True when the user's filter names this suite: its name, or its name without <c>.Tests</c>.</summary>
    public bool IsNamed(string filter) =>
        Name.Equals(filter, StringComparison.OrdinalIgnoreCase) || Name.Equals($"{filter}.Tests", StringComparison.OrdinalIgnoreCase);
}
