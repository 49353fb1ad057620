namespace TorchSharp;

public static partial class torch
{
    /// <summary>The type of a tensor's elements; the numbers are libtorch's.</summary>
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int8 = 1,
        Int16 = 2,
        Int32 = 3,
        Int64 = 4,
        Float16 = 5,
        Float32 = 6,
        Float64 = 7,
        ComplexFloat32 = 9,
        ComplexFloat64 = 10,
        Bool = 11,
        QInt8 = 12,
        QUInt8 = 13,
        QInt32 = 14,
        BFloat16 = 15,
    }

    // Fields that can be assigned, as in TorchSharp; nobody should.

    /// <summary>Unsigned 8-bit integers.</summary>
    public static ScalarType uint8 = ScalarType.Byte;

    /// <summary>8-bit integers.</summary>
    public static ScalarType int8 = ScalarType.Int8;

    /// <summary>16-bit integers.</summary>
    public static ScalarType int16 = ScalarType.Int16;

    /// <summary>32-bit integers.</summary>
    public static ScalarType int32 = ScalarType.Int32;

    /// <summary>64-bit integers.</summary>
    public static ScalarType int64 = ScalarType.Int64;

    /// <summary>16-bit floating-point numbers.</summary>
    public static ScalarType float16 = ScalarType.Float16;

    /// <summary>32-bit floating-point numbers.</summary>
    public static ScalarType float32 = ScalarType.Float32;

    /// <summary>64-bit floating-point numbers.</summary>
    public static ScalarType float64 = ScalarType.Float64;

    /// <summary>16-bit floating-point numbers with the range of 32 bits.</summary>
    public static ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>Truth values.</summary>
    public static ScalarType @bool = ScalarType.Bool;

    /// <summary>16-bit integers.</summary>
    public static ScalarType @short = ScalarType.Int16;

    /// <summary>32-bit integers.</summary>
    public static ScalarType @int = ScalarType.Int32;

    /// <summary>64-bit integers.</summary>
    public static ScalarType @long = ScalarType.Int64;

    /// <summary>16-bit floating-point numbers.</summary>
    public static ScalarType half = ScalarType.Float16;

    /// <summary>32-bit floating-point numbers.</summary>
    public static ScalarType @float = ScalarType.Float32;

    /// <summary>64-bit floating-point numbers.</summary>
    public static ScalarType @double = ScalarType.Float64;

    /// <summary>Complex numbers of two 32-bit floating-point numbers.</summary>
    public static ScalarType complex64 = ScalarType.ComplexFloat32;

    /// <summary>Complex numbers of two 64-bit floating-point numbers.</summary>
    public static ScalarType complex128 = ScalarType.ComplexFloat64;

    /// <summary>Complex numbers of two 32-bit floating-point numbers.</summary>
    public static ScalarType cfloat = ScalarType.ComplexFloat32;

    /// <summary>Complex numbers of two 64-bit floating-point numbers.</summary>
    public static ScalarType cdouble = ScalarType.ComplexFloat64;

    /// <summary>Quantised numbers in 8 bits.</summary>
    public static ScalarType qint8 = ScalarType.QInt8;

    /// <summary>Quantised numbers in 8 bits without a sign.</summary>
    public static ScalarType quint8 = ScalarType.QUInt8;

    /// <summary>Quantised numbers in 32 bits.</summary>
    public static ScalarType qint32 = ScalarType.QInt32;
}
