using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Wide = System.Numerics.Vector;
using WideBytes = System.Numerics.Vector<byte>;
using WideFloats = System.Numerics.Vector<float>;

namespace Marginalia.Datasets;

/// <summary>Bytes as the values of pictures: a byte / 255, exactly, so 0 .. 1.</summary>
internal static class ByteShares
{
    private static readonly float[] Table = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    /// <summary>The values of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToFloats(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var divisor = new WideFloats(255);
        var sources = MemoryMarshal.Cast<byte, WideBytes>(bytes);
        var targets = MemoryMarshal.Cast<float, WideFloats>(values[..bytes.Length]);
        for (int i = 0; i < sources.Length; i++)
        {
            Wide.Widen(sources[i], out var low, out var high);
            Wide.Widen(low, out var first, out var second);
            Wide.Widen(high, out var third, out var fourth);
            targets[4 * i] = Wide.ConvertToSingle(Wide.AsVectorInt32(first)) / divisor;
            targets[4 * i + 1] = Wide.ConvertToSingle(Wide.AsVectorInt32(second)) / divisor;
            targets[4 * i + 2] = Wide.ConvertToSingle(Wide.AsVectorInt32(third)) / divisor;
            targets[4 * i + 3] = Wide.ConvertToSingle(Wide.AsVectorInt32(fourth)) / divisor;
        }

        for (int i = sources.Length * WideBytes.Count; i < bytes.Length; i++)
            values[i] = Table[bytes[i]];
    }

    /// <summary>The bytes of values; false where a value is not, bit by bit, that of a byte.</summary>
    public static bool TryToBytes(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            byte value = (byte)Math.Clamp((int)(values[i] * 255 + 0.5f), 0, 255);
            if (BitConverter.SingleToInt32Bits(Table[value]) != BitConverter.SingleToInt32Bits(values[i]))
                return false;
            bytes[i] = value;
        }

        return true;
    }
}
