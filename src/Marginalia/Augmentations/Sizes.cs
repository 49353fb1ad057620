using System.Runtime.CompilerServices;

namespace Marginalia.Augmentations;

internal static class Sizes
{
    /// <summary>The size, if it is positive.</summary>
    public static long Positive(long size, [CallerArgumentExpression(nameof(size))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, name);
        return size;
    }
}
