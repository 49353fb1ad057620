using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The element types of safetensors.</summary>
static class SafetensorsTypes
{
    // In the reference's order, in which equal sizes are written.
    static readonly (string Name, int Bits, ScalarType? Type)[] All =
    [
        ("BOOL", 8, ScalarType.Bool), ("F4", 4, null), ("F6_E2M3", 6, null), ("F6_E3M2", 6, null), ("U8", 8, ScalarType.Byte), ("I8", 8, ScalarType.Int8),
        ("F8_E5M2", 8, null), ("F8_E4M3", 8, null), ("F8_E8M0", 8, null), ("I16", 16, ScalarType.Int16), ("U16", 16, null), ("F16", 16, ScalarType.Float16), ("BF16", 16, ScalarType.BFloat16),
        ("I32", 32, ScalarType.Int32), ("U32", 32, null), ("F32", 32, ScalarType.Float32), ("C64", 64, ScalarType.ComplexFloat32), ("F64", 64, ScalarType.Float64), ("I64", 64, ScalarType.Int64), ("U64", 64, null),
    ];

    /// <summary>Bits per element, or 0 for no type of the format.</summary>
    internal static int Bits(string name) => All.FirstOrDefault(t => t.Name == name).Bits;

    /// <summary>The same type of libtorch, or null.</summary>
    internal static ScalarType? Known(string name) => All.First(t => t.Name == name).Type;

    /// <summary>The format's name and rank of a type of libtorch, or null.</summary>
    internal static (string Name, int Rank)? Of(ScalarType type) => Array.FindIndex(All, t => t.Type == type) is >= 0 and var rank ? (All[rank].Name, rank) : null;

    /// <summary>The number of bytes of a tensor, or -1 if there is none.</summary>
    internal static long Bytes(string name, long[] shape)
    {
        Int128 bits = Bits(name);
        foreach (var length in shape)
        {
            bits *= length;
            if (bits > long.MaxValue) return shape.Contains(0) ? 0 : -1;
        }
        return bits % 8 == 0 ? (long)(bits / 8) : -1;
    }
}
