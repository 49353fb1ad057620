namespace TorchSharp;

/// <summary>Conversions of <see cref="Scalar"/> to and from C#'s numbers.</summary>
public static class ScalarExtensionMethods
{
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
    public static short ToInt16(this Scalar value) => checked((short)value.AsLong);
    public static int ToInt32(this Scalar value) => checked((int)value.AsLong);
    public static long ToInt64(this Scalar value) => value.AsLong;
    public static byte ToByte(this Scalar value) => checked((byte)value.AsLong);
    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.AsLong);
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;

    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
}
