namespace Marginalia.Kit.Testing;

/// <summary>What came of a suite. <paramref name="Failures"/> holds the full text of each failure, <paramref name="Skips"/> what did not run.</summary>
internal sealed record SuiteResult(
    int Passed, int Failed, int Skipped, TimeSpan Time, IReadOnlyList<Failure> Failures, IReadOnlyList<Skip> Skips)
{
    /// <summary>Tests that ran or were skipped.</summary>
    public int Total => Passed + Failed + Skipped;

    /// <summary>A suite that counts as one failed test.</summary>
    public static SuiteResult Broken(string name, string text, TimeSpan time) => new(0, 1, 0, time, [new(name, text)], []);
}

/// <summary>A test that did not run, and why.</summary>
internal sealed record Skip(string Name, string Reason);

/// <summary>A failed test and everything there is to read about it.</summary>
internal sealed record Failure(string Name, string Text);
