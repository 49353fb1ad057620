using System.Numerics;
using System.Runtime.InteropServices;

namespace Marginalia.Datasets.Caching;

/// <summary>Turns the numbers of tensors into those of a cache file, and back.</summary>
internal static class CacheNumbers
{
    /// <summary>Stores values; false where a value cannot be stored so.</summary>
    public static bool TryStore(ReadOnlySpan<byte> values, CacheStorage storage, Span<byte> stored) => storage switch
    {
        CacheStorage.Share => ByteShares.TryToBytes(MemoryMarshal.Cast<byte, float>(values), stored),
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
                ByteShares.ToFloats(stored, MemoryMarshal.Cast<byte, float>(values));
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
