namespace TorchSharp;

/// <summary>Conversions of <see cref="Scalar"/> to and from C#'s numbers.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>The value as a 32-bit floating-point number.</summary>
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;

    /// <summary>The value as a 64-bit floating-point number.</summary>
    public static double ToDouble(this Scalar value) => value.AsDouble;

    /// <summary>The value as a 16-bit integer.</summary>
    public static short ToInt16(this Scalar value) => checked((short)value.AsLong);

    /// <summary>The value as a 32-bit integer.</summary>
    public static int ToInt32(this Scalar value) => checked((int)value.AsLong);

    /// <summary>The value as a 64-bit integer.</summary>
    public static long ToInt64(this Scalar value) => value.AsLong;

    /// <summary>The value as an unsigned 8-bit integer.</summary>
    public static byte ToByte(this Scalar value) => checked((byte)value.AsLong);

    /// <summary>The value as an 8-bit integer.</summary>
    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.AsLong);

    /// <summary>The value as a truth value.</summary>
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;

    /// <summary>A number as an operator's argument.</summary>
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
}
