using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>The type of the elements of a NumPy array.</summary>
/// <param name="Kind">b, i, u or f: bool, integer, integer without sign, float.</param>
/// <param name="Size">Bytes per element.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct NpyType(char Kind, int Size, bool BigEndian)
{
    /// <summary>The type of the tensor: integers without sign that torch does not have become wider ones.</summary>
    public ScalarType TensorType => (Kind, Size) switch
    {
        ('b', 1) => ScalarType.Bool,
        ('u', 1) => ScalarType.Byte,
        ('i', 1) => ScalarType.Int8,
        ('i', 2) => ScalarType.Int16,
        ('i', 4) or ('u', 2) => ScalarType.Int32,
        ('i', 8) or ('u', 4) or ('u', 8) => ScalarType.Int64,
        ('f', 2) => ScalarType.Float16,
        ('f', 4) => ScalarType.Float32,
        _ => ScalarType.Float64,
    };

    /// <summary>The type that NumPy writes as, for example, <c>&lt;f4</c>; null where it is none that tensors can hold.</summary>
    public static NpyType? Parse(string descr)
    {
        if (descr is not [var order and ('<' or '>' or '=' or '|'), var kind, var digit] || digit is < '1' or > '8')
            return null;
        int size = digit - '0';
        bool known = kind switch
        {
            'b' => size == 1,
            'i' or 'u' => size is 1 or 2 or 4 or 8,
            'f' => size is 2 or 4 or 8,
            _ => false,
        };
        return known ? new(kind, size, order == '>' && size > 1) : null;
    }

    /// <summary>The type for the elements of a tensor.</summary>
    /// <exception cref="ArgumentException">NumPy has no such type.</exception>
    public static NpyType Of(ScalarType type) => type switch
    {
        ScalarType.Bool => new('b', 1, false),
        ScalarType.Byte => new('u', 1, false),
        ScalarType.Int8 => new('i', 1, false),
        ScalarType.Int16 => new('i', 2, false),
        ScalarType.Int32 => new('i', 4, false),
        ScalarType.Int64 => new('i', 8, false),
        ScalarType.Float16 => new('f', 2, false),
        ScalarType.Float32 => new('f', 4, false),
        ScalarType.Float64 => new('f', 8, false),
        _ => throw new ArgumentException($"A tensor of {type} cannot be written as a NumPy array; convert it to bool, an integer type, float16, float32 or float64."),
    };

    /// <summary>As NumPy writes it.</summary>
    public override string ToString() => $"{(Size == 1 ? '|' : BigEndian ? '>' : '<')}{Kind}{Size}";

    /// <summary>Turns elements as the file has them into those of the tensor; <paramref name="source"/> is overwritten.</summary>
    /// <returns>What is wrong with the elements, or null.</returns>
    public string? Decode(Span<byte> source, Span<byte> target)
    {
        if (BigEndian)
            SwapBytes(source, Size);
        switch (Kind, Size)
        {
            case ('u', 2):
                Widen(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<byte, int>(target));
                return null;
            case ('u', 4):
                Widen(MemoryMarshal.Cast<byte, uint>(source), MemoryMarshal.Cast<byte, long>(target));
                return null;
            case ('u', 8) when MemoryMarshal.Cast<byte, long>(source).ContainsAnyInRange(long.MinValue, -1):
                return $"holds integers above {long.MaxValue}, which tensors cannot hold";
            case ('b', 1) when source.ContainsAnyExceptInRange((byte)0, (byte)1):
                return "holds booleans that are neither 0 nor 1";
        }

        if (source != target)
            source.CopyTo(target);
        return null;
    }

    private static void Widen(ReadOnlySpan<ushort> from, Span<int> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = from[i];
    }

    private static void Widen(ReadOnlySpan<uint> from, Span<long> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = from[i];
    }

    /// <summary>Reverses the bytes of every element.</summary>
    internal static void SwapBytes(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            case 4:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(bytes), MemoryMarshal.Cast<byte, uint>(bytes));
                break;
            case 8:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(bytes), MemoryMarshal.Cast<byte, ulong>(bytes));
                break;
        }
    }
}
