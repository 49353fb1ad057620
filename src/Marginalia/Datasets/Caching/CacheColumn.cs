using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Caching;

/// <summary>All values of one field in a cache file, example after example.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Kind">What its numbers are.</param>
/// <param name="Type">Type of the tensor.</param>
/// <param name="Shape">Shape for one example.</param>
/// <param name="Storage">How the numbers are stored.</param>
/// <param name="Offset">Bytes in the file before the first.</param>
/// <param name="Checksum">XxHash3 of the bytes.</param>
internal sealed record CacheColumn(string Name, FieldKind Kind, ScalarType Type, long[] Shape, CacheStorage Storage, long Offset = 0, ulong Checksum = 0)
{
    /// <summary>Numbers in an example.</summary>
    [JsonIgnore]
    public int Length => checked((int)Shape.Aggregate(1L, (product, length) => product * length));

    /// <summary>Bytes in the file for an example.</summary>
    [JsonIgnore]
    public int RowBytes => Length * Storage switch
    {
        CacheStorage.Share or CacheStorage.UInt8 or CacheStorage.Int8 => 1,
        CacheStorage.Int16 => 2,
        CacheStorage.Int32 => 4,
        _ => Type switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
            ScalarType.Int32 or ScalarType.Float32 => 4,
            ScalarType.Int64 or ScalarType.Float64 => 8,
            _ => throw new NotSupportedException($"CachedDataset: '{Name}' is of {Type}, which cannot be cached; convert it to a real type."),
        },
    };

    /// <summary>The most compact storage that tensors of a type may have, to begin with.</summary>
    public static CacheStorage Smallest(ScalarType type) => type switch
    {
        ScalarType.Float32 => CacheStorage.Share,
        ScalarType.Int64 => CacheStorage.UInt8,
        _ => CacheStorage.Unchanged,
    };
}
