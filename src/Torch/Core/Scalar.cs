using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number or truth value as an operator's argument. It lives in managed memory only; disposing it does nothing.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Arg Value;

    Scalar(Arg value, ScalarType type)
    {
        Value = value;
        Type = type;
    }

    /// <summary>The type the value had in C#.</summary>
    public ScalarType Type { get; }

    /// <summary>Does nothing: a Scalar holds no native memory. There for source compatibility.</summary>
    public void Dispose()
    {
    }

    public static implicit operator Scalar(bool value) => new(value, ScalarType.Bool);
    public static implicit operator Scalar(byte value) => new((long)value, ScalarType.Byte);
    public static implicit operator Scalar(sbyte value) => new((long)value, ScalarType.Int8);
    public static implicit operator Scalar(short value) => new((long)value, ScalarType.Int16);
    public static implicit operator Scalar(int value) => new((long)value, ScalarType.Int32);
    public static implicit operator Scalar(long value) => new(value, ScalarType.Int64);
    public static implicit operator Scalar(float value) => new((double)value, ScalarType.Float32);
    public static implicit operator Scalar(double value) => new(value, ScalarType.Float64);

    internal double AsDouble => Value.Kind == ArgKind.Double ? BitConverter.Int64BitsToDouble(Value.Bits) : Value.Bits;
    internal long AsLong => Value.Kind == ArgKind.Double ? (long)BitConverter.Int64BitsToDouble(Value.Bits) : Value.Bits;
}
