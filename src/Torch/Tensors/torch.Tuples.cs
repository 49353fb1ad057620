namespace TorchSharp;

public static partial class torch
{
    // Tuples of TorchSharp's signatures as lists.
    static long[] Numbers((long, long) t) => [t.Item1, t.Item2];
    static long[] Numbers((long, long, long) t) => [t.Item1, t.Item2, t.Item3];
    static long[] Numbers((long, long, long, long) t) => [t.Item1, t.Item2, t.Item3, t.Item4];
}
