namespace Marginalia.Datasets;

/// <summary>Refuses designs of generated sets that cannot be drawn.</summary>
internal static class DesignErrors
{
    /// <summary>Throws "SET: GIVEN; expected EXPECTED." unless it is met.</summary>
    /// <exception cref="ArgumentException">It is not met.</exception>
    public static void Require(string set, bool isMet, string given, string expected)
    {
        if (!isMet)
            throw new ArgumentException($"{set}: {given}; expected {expected}.");
    }
}
