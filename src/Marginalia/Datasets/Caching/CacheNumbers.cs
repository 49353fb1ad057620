using System.Numerics;
using System.Runtime.InteropServices;
using Wide = System.Numerics.Vector;

namespace Marginalia.Datasets.Caching;

/// <summary>Turns the numbers of tensors into those of a cache file, and back.</summary>
internal static class CacheNumbers
{
    private static readonly float[] Shares = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    /// <summary>Stores values; false where a value cannot be stored so.</summary>
    public static bool TryStore(ReadOnlySpan<byte> values, CacheStorage storage, Span<byte> stored) => storage switch
    {
        CacheStorage.Share => TryStoreShares(MemoryMarshal.Cast<byte, float>(values), stored),
        CacheStorage.UInt8 => TryNarrow(MemoryMarshal.Cast<byte, long>(values), stored),
        CacheStorage.Int8 => TryNarrow(MemoryMarshal.Cast<byte, long>(values), MemoryMarshal.Cast<byte, sbyte>(stored)),
        CacheStorage.Int16 => TryNarrow(MemoryMarshal.Cast<byte, long>(values), MemoryMarshal.Cast<byte, short>(stored)),
        CacheStorage.Int32 => TryNarrow(MemoryMarshal.Cast<byte, long>(values), MemoryMarshal.Cast<byte, int>(stored)),
        _ => values.TryCopyTo(stored),
    };

    /// <summary>Gives stored values back.</summary>
    public static void Restore(ReadOnlySpan<byte> stored, CacheStorage storage, Span<byte> values)
    {
        switch (storage)
        {
            case CacheStorage.Share:
                RestoreShares(stored, MemoryMarshal.Cast<byte, float>(values));
                break;
            case CacheStorage.UInt8:
                Widen(stored, MemoryMarshal.Cast<byte, long>(values));
                break;
            case CacheStorage.Int8:
                Widen(MemoryMarshal.Cast<byte, sbyte>(stored), MemoryMarshal.Cast<byte, long>(values));
                break;
            case CacheStorage.Int16:
                Widen(MemoryMarshal.Cast<byte, short>(stored), MemoryMarshal.Cast<byte, long>(values));
                break;
            case CacheStorage.Int32:
                Widen(MemoryMarshal.Cast<byte, int>(stored), MemoryMarshal.Cast<byte, long>(values));
                break;
            default:
                stored.CopyTo(values);
                break;
        }
    }

    /// <summary>The next wider storage.</summary>
    public static CacheStorage Wider(CacheStorage storage) => storage switch
    {
        CacheStorage.UInt8 => CacheStorage.Int8,
        CacheStorage.Int8 => CacheStorage.Int16,
        CacheStorage.Int16 => CacheStorage.Int32,
        _ => CacheStorage.Unchanged,
    };

    private static bool TryStoreShares(ReadOnlySpan<float> values, Span<byte> stored)
    {
        for (int i = 0; i < values.Length; i++)
        {
            byte value = (byte)Math.Clamp((int)(values[i] * 255 + 0.5f), 0, 255);
            if (BitConverter.SingleToInt32Bits(Shares[value]) != BitConverter.SingleToInt32Bits(values[i]))
                return false;
            stored[i] = value;
        }

        return true;
    }

    private static void RestoreShares(ReadOnlySpan<byte> stored, Span<float> values)
    {
        int i = 0;
        var divisor = new Vector<float>(255);
        for (; i + Vector<byte>.Count <= stored.Length; i += Vector<byte>.Count)
        {
            Wide.Widen(new Vector<byte>(stored[i..]), out var low, out var high);
            Wide.Widen(low, out var first, out var second);
            Wide.Widen(high, out var third, out var fourth);
            var target = values.Slice(i, Vector<byte>.Count);
            (Wide.ConvertToSingle(first.As<uint, int>()) / divisor).CopyTo(target);
            (Wide.ConvertToSingle(second.As<uint, int>()) / divisor).CopyTo(target[Vector<float>.Count..]);
            (Wide.ConvertToSingle(third.As<uint, int>()) / divisor).CopyTo(target[(2 * Vector<float>.Count)..]);
            (Wide.ConvertToSingle(fourth.As<uint, int>()) / divisor).CopyTo(target[(3 * Vector<float>.Count)..]);
        }

        for (; i < stored.Length; i++)
            values[i] = Shares[stored[i]];
    }

    private static bool TryNarrow<T>(ReadOnlySpan<long> values, Span<T> stored)
        where T : INumber<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            stored[i] = T.CreateTruncating(values[i]);
            if (long.CreateTruncating(stored[i]) != values[i])
                return false;
        }

        return true;
    }

    private static void Widen<T>(ReadOnlySpan<T> stored, Span<long> values)
        where T : INumber<T>
    {
        for (int i = 0; i < stored.Length; i++)
            values[i] = long.CreateTruncating(stored[i]);
    }
}
