namespace TorchSharp;

/// <summary>One number per direction, from the forms in which people give them.</summary>
static class Sizes
{
    internal static long[] One(long only) => [only];

    internal static long[] Two(long all) => [all, all];
    internal static long[] Two((long, long) pair) => [pair.Item1, pair.Item2];
    internal static long[]? Two(long? all) => all is { } given ? Two(given) : null;
    internal static long[]? Two((long, long)? pair) => pair is { } given ? Two(given) : null;
    internal static double[]? Two(double? all) => all is { } given ? [given, given] : null;
    internal static double[]? Two((double, double)? pair) => pair is { } given ? [given.Item1, given.Item2] : null;

    internal static long[] Three(long all) => [all, all, all];
    internal static long[] Three((long, long, long) triple) => [triple.Item1, triple.Item2, triple.Item3];
    internal static long[]? Three(long? all) => all is { } given ? Three(given) : null;
    internal static long[]? Three((long, long, long)? triple) => triple is { } given ? Three(given) : null;
    internal static double[]? Three(double? all) => all is { } given ? [given, given, given] : null;
    internal static double[]? Three((double, double, double)? triple) => triple is { } given ? [given.Item1, given.Item2, given.Item3] : null;

    /// <summary>Two numbers for each of the last dimensions, as padding takes them.</summary>
    internal static long[] Ends(long all, int directions) => [.. Enumerable.Repeat(all, 2 * directions)];
    internal static long[] Ends((long, long) ends) => [ends.Item1, ends.Item2];
    internal static long[] Ends((long, long, long, long) ends) => [ends.Item1, ends.Item2, ends.Item3, ends.Item4];
    internal static long[] Ends((long, long, long, long, long, long) ends) => [ends.Item1, ends.Item2, ends.Item3, ends.Item4, ends.Item5, ends.Item6];
}
