using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number or truth value as an operator's argument. It lives in managed memory only; disposing it does nothing.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Arg Value;

    /// <summary>The type that the value had in C#, which <see cref="Type"/> does not tell.</summary>
    internal readonly ScalarType Origin;

    Scalar(Arg value, ScalarType origin)
    {
        Value = value;
        Origin = origin;
    }

    /// <summary>The type of its kind: Bool, Int64, Float64 or ComplexFloat64, whatever the size of the number in C#.</summary>
    public ScalarType Type => Value.Kind switch
    {
        ArgKind.Bool => ScalarType.Bool,
        ArgKind.Int => ScalarType.Int64,
        ArgKind.Double => ScalarType.Float64,
        _ => ScalarType.ComplexFloat64,
    };

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
    public static implicit operator Scalar(Half value) => new((double)value, ScalarType.Float16);
    public static implicit operator Scalar(BFloat16 value) => new((double)value, ScalarType.BFloat16);
    public static implicit operator Scalar(float value) => new((double)value, ScalarType.Float32);
    public static implicit operator Scalar(double value) => new(value, ScalarType.Float64);
    public static implicit operator Scalar((float, float) value) => new(new Complex(value.Item1, value.Item2), ScalarType.ComplexFloat32);
    public static implicit operator Scalar(Complex value) => new(value, ScalarType.ComplexFloat64);

    bool IsComplex => Value.Kind == ArgKind.Complex;

    internal Complex AsComplex => IsComplex && Value.Source is double[] parts ? new Complex(parts[0], parts[1]) : AsDouble;

    internal double AsDouble => Value.Kind switch
    {
        ArgKind.Double => BitConverter.Int64BitsToDouble(Value.Bits),
        ArgKind.Complex => AsComplex is { Imaginary: 0 } real ? real.Real : throw Overflow("double"),
        _ => Value.Bits,
    };

    /// <summary>The value without its fraction, if it lies in a range; <paramref name="type"/> names the range in the error.</summary>
    internal long AsInteger(long min, long max, string type)
    {
        if (Value.Kind is ArgKind.Int or ArgKind.Bool) return Value.Bits >= min && Value.Bits <= max ? Value.Bits : throw Overflow(type);
        var value = AsDouble;
        // As doubles the limits of a long are -2^63 and 2^63; the second is one too many.
        return value >= min && value <= max && value < 9.2233720368547758E18 ? (long)value : throw Overflow(type);
    }

    internal static OverflowException Overflow(string type) => new($"value cannot be converted to type {type} without overflow");
}
