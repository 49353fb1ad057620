namespace TorchSharp;

/// <summary>Arithmetic on shapes.</summary>
static class Shapes
{
    /// <summary>The shape to which both broadcast.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static long[] Broadcast(long[] a, long[] b)
    {
        var result = new long[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= result.Length; i++)
        {
            var (x, y) = (i <= a.Length ? a[^i] : 1, i <= b.Length ? b[^i] : 1);
            if (x != y && x != 1 && y != 1) throw new ArgumentException($"The shapes {Text(a)} and {Text(b)} do not broadcast: {x} and {y} differ.");
            result[^i] = x == 1 ? y : x;
        }
        return result;
    }

    internal static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
