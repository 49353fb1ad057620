using System.Numerics;

namespace TorchSharp;

/// <summary>Conversions of <see cref="Scalar"/> to and from C#'s numbers. Fractions are cut off.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>The value as a 32-bit floating-point number.</summary>
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;

    /// <summary>The value as a 64-bit floating-point number.</summary>
    public static double ToDouble(this Scalar value) => value.AsDouble;

    /// <summary>The value as a 16-bit floating-point number.</summary>
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;

    /// <summary>The value as a 16-bit floating-point number with the range of 32 bits.</summary>
    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)value.AsDouble;

    /// <summary>The value as a complex number of two 32-bit ones.</summary>
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => ((float)value.AsComplex.Real, (float)value.AsComplex.Imaginary);

    /// <summary>The value as a complex number of two 64-bit ones.</summary>
    public static Complex ToComplexFloat64(this Scalar value) => value.AsComplex;

    /// <summary>The value as a 16-bit integer.</summary>
    /// <exception cref="OverflowException">It is too large.</exception>
    public static short ToInt16(this Scalar value) => (short)value.AsInteger(short.MinValue, short.MaxValue, "int16_t");

    /// <summary>The value as a 32-bit integer.</summary>
    /// <exception cref="OverflowException">It is too large.</exception>
    public static int ToInt32(this Scalar value) => (int)value.AsInteger(int.MinValue, int.MaxValue, "int");

    /// <summary>The value as a 64-bit integer.</summary>
    /// <exception cref="OverflowException">It is too large.</exception>
    public static long ToInt64(this Scalar value) => value.AsInteger(long.MinValue, long.MaxValue, "int64_t");

    /// <summary>The value as an unsigned 8-bit integer; -1 becomes 255, and so on down to -255, as in libtorch.</summary>
    /// <exception cref="OverflowException">It is too large.</exception>
    public static byte ToByte(this Scalar value) => unchecked((byte)value.AsInteger(-byte.MaxValue, byte.MaxValue, "uint8_t"));

    /// <summary>The value as an 8-bit integer.</summary>
    /// <exception cref="OverflowException">It is too large.</exception>
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsInteger(sbyte.MinValue, sbyte.MaxValue, "int8_t");

    /// <summary>The value as a truth value: true if it is not zero.</summary>
    public static bool ToBoolean(this Scalar value) => value.AsComplex != Complex.Zero;

    /// <summary>A number as an operator's argument.</summary>
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this BFloat16 value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this (float, float) value) => value;
    public static Scalar ToScalar(this Complex value) => value;

    /// <summary>A number, rounded to 16 bits with the range of 32, as an operator's argument.</summary>
    public static Scalar ToBFloat16Scalar(this float value) => new BFloat16(value);
}
