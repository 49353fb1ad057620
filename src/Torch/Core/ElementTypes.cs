using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Which C# type stands for which type of a tensor's elements.</summary>
static class ElementTypes
{
    static readonly (Type Type, ScalarType Element)[] Pairs =
    [
        (typeof(bool), ScalarType.Bool), (typeof(byte), ScalarType.Byte), (typeof(sbyte), ScalarType.Int8), (typeof(short), ScalarType.Int16),
        (typeof(int), ScalarType.Int32), (typeof(long), ScalarType.Int64), (typeof(Half), ScalarType.Float16), (typeof(BFloat16), ScalarType.BFloat16),
        (typeof(float), ScalarType.Float32), (typeof(double), ScalarType.Float64), (typeof((float, float)), ScalarType.ComplexFloat32), (typeof(Complex), ScalarType.ComplexFloat64),
    ];

    /// <summary>The element type that a C# type stands for, or null.</summary>
    internal static ScalarType? Find(Type? type)
    {
        foreach (var pair in Pairs)
            if (pair.Type == type) return pair.Element;
        return null;
    }

    /// <summary>The element type that a C# type stands for.</summary>
    /// <exception cref="NotSupportedException">It stands for none.</exception>
    internal static ScalarType Of<T>() => Holder<T>.Element ?? throw new NotSupportedException($"The type {typeof(T)} is not supported.");

    /// <summary>Refuses to treat elements of one type as the C# type of another.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> does not stand for <paramref name="type"/>.</exception>
    internal static void Check<T>(ScalarType type)
    {
        if (Holder<T>.Element == type) return;
        var expected = Pairs.FirstOrDefault(pair => pair.Element == type).Type;
        throw new ArgumentException($"{typeof(T).Name} is not compatible with {type}\n{(expected is null ? "Convert the tensor" : $"Use {expected.Name}, or convert the tensor")} first, for example with to_type.");
    }

    static class Holder<T>
    {
        internal static readonly ScalarType? Element = Find(typeof(T));
    }
}
