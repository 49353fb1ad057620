namespace Marginalia.Kit.Claims;

/// <summary>What came of a claim, best first.</summary>
internal enum Verdict
{
    Reproduced,
    DirectionOnly,
    NotReproduced,
    NotAttempted,
}

/// <summary>The words that notebooks use for verdicts.</summary>
internal static class VerdictWords
{
    static readonly string[] words = ["reproduced", "direction-only", "not-reproduced", "not-attempted"];

    /// <summary>The verdict as notebooks write it.</summary>
    public static string Word(this Verdict verdict) => words[(int)verdict];

    /// <summary>The verdict behind a word.</summary>
    /// <exception cref="FormatException">The word is none of the four.</exception>
    public static Verdict Parse(string word) => Array.IndexOf(words, word) is >= 0 and var index
        ? (Verdict)index
        : throw new FormatException($"'{word}' is no verdict; expected {string.Join(", ", words)}");
}
