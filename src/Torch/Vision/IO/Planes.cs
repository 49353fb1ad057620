using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TorchSharp;

/// <summary>Parts the channels of pixels: from RGBRGB... to RR..., GG..., BB....</summary>
static class Planes
{
    const byte None = 255; // no byte of a vector: gives 0

    // Where in three vectors of 16 pixels the 16 values of a channel lie; one row of three for each channel.
    static readonly Vector128<byte>[] Places = [.. Enumerable.Range(0, 9).Select(i => Vector128.Create([.. Enumerable.Range(0, 16).Select(pixel => 3 * pixel + i / 3 - 16 * (i % 3) is >= 0 and < 16 and var place ? (byte)place : None)]))];

    /// <summary>Fills <paramref name="planes"/>, one plane after the other.</summary>
    internal static void Split(ReadOnlySpan<byte> pixels, int channels, Span<byte> planes)
    {
        var size = planes.Length / channels;
        var done = channels == 3 && Vector128.IsHardwareAccelerated ? SplitThree(pixels, planes, size) : 0;
        for (var channel = 0; channel < channels; channel++)
        {
            var plane = planes.Slice(channel * size, size);
            for (int to = done, from = done * channels + channel; to < plane.Length; to++, from += channels) plane[to] = pixels[from];
        }
    }

    // As many pixels as whole vectors hold; their number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int SplitThree(ReadOnlySpan<byte> pixels, Span<byte> planes, int size)
    {
        var sources = MemoryMarshal.Cast<byte, Vector128<byte>>(pixels);
        var count = Math.Min(sources.Length / 3, size / Vector128<byte>.Count);
        for (var channel = 0; channel < 3; channel++)
        {
            var (first, second, third) = (Places[3 * channel], Places[3 * channel + 1], Places[3 * channel + 2]);
            var targets = MemoryMarshal.Cast<byte, Vector128<byte>>(planes.Slice(channel * size, size))[..count];
            for (var i = 0; i < targets.Length; i++)
                targets[i] = Vector128.Shuffle(sources[3 * i], first) | Vector128.Shuffle(sources[3 * i + 1], second) | Vector128.Shuffle(sources[3 * i + 2], third);
        }
        return count * Vector128<byte>.Count;
    }
}
