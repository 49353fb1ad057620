namespace Marginalia.Kit.Testing;

/// <summary>What came of a suite. <paramref name="Failures"/> holds the full text of each failure, <paramref name="Skips"/> names with reasons.</summary>
internal sealed record SuiteResult(
    int Passed, int Failed, int Skipped, TimeSpan Time, IReadOnlyList<Failure> Failures, IReadOnlyList<string> Skips)
{
    /// <summary>Tests that ran or were skipped.</summary>
    public int Total => Passed + Failed + Skipped;

    /// <summary>A suite that counts as one failed test.</summary>
    public static SuiteResult Broken(string name, string text, TimeSpan time) => new(0, 1, 0, time, [new(name, text)], []);
}

/// <summary>A failed test and everything there is to read about it.</summary>
internal sealed record Failure(string Name, string Text);
