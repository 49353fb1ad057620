namespace Marginalia.Datasets.Caching;

/// <summary>How the numbers of a field lie in a cache file; each gives back exactly what was stored.</summary>
internal enum CacheStorage
{
    /// <summary>As in the tensor.</summary>
    Unchanged,

    /// <summary>float32 values that are all a byte / 255: that byte.</summary>
    Share,

    /// <summary>int64 values of 0 .. 255: a byte.</summary>
    UInt8,

    /// <summary>int64 values of -128 .. 127: a byte.</summary>
    Int8,

    /// <summary>int64 values of 16 bits.</summary>
    Int16,

    /// <summary>int64 values of 32 bits.</summary>
    Int32,
}
