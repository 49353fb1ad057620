using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// An operator's argument on the managed side. It holds the object that it came from, so that <see cref="Op"/> can keep
/// every argument alive during the native call: no operator has to think of that.
/// </summary>
readonly struct Arg
{
    internal readonly object? Source;
    internal readonly long Bits;
    internal readonly ArgKind Kind;

    Arg(ArgKind kind, object? source, long bits = 0)
    {
        Kind = kind;
        Source = source;
        Bits = bits;
    }

    internal static Arg None => default;

    public static implicit operator Arg(Tensor? value) => value is null ? default : new(ArgKind.Tensor, value, value.Handle);
    public static implicit operator Arg(long value) => new(ArgKind.Int, null, value);
    public static implicit operator Arg(int value) => new(ArgKind.Int, null, value);
    public static implicit operator Arg(long? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(double value) => new(ArgKind.Double, null, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(System.Numerics.Complex value) => new(ArgKind.Complex, new[] { value.Real, value.Imaginary });
    public static implicit operator Arg(bool value) => new(ArgKind.Bool, null, value ? 1 : 0);
    public static implicit operator Arg(Scalar? value) => value?.Value ?? default;
    public static implicit operator Arg(ScalarType? value) => value is { } v ? (long)v : default(Arg);
    public static implicit operator Arg(ScalarType value) => (long)value;
    public static implicit operator Arg(Device? value) => value is null ? default : new(ArgKind.Device, InitializeDevice(value));
    public static implicit operator Arg(Generator? value) => value is null ? default : new(ArgKind.Generator, value, value.Handle);
    public static implicit operator Arg(long[]? value) => value is null ? default : new(ArgKind.Ints, value);
    public static implicit operator Arg(double[]? value) => value is null ? default : new(ArgKind.Doubles, value);
    public static implicit operator Arg(bool[]? value) => value is null ? default : new(ArgKind.Bools, value);
    public static implicit operator Arg(string? value) => value is null ? default : new(ArgKind.String, value);

    /// <summary>A list of tensors, none of them null.</summary>
    internal static Arg Tensors(IReadOnlyList<Tensor> values) => new(ArgKind.Tensors, values);

    /// <summary>A list of tensors in which null stands for "none".</summary>
    internal static Arg OptionalTensors(IReadOnlyList<Tensor?> values) => new(ArgKind.OptionalTensors, values);

    /// <summary>How many bytes of scratch memory <see cref="Write"/> needs, a multiple of 8.</summary>
    internal int ScratchBytes => Source is null ? 0 : Kind switch
    {
        ArgKind.Ints => 8 * ((long[])Source).Length,
        ArgKind.Doubles or ArgKind.Complex => 8 * ((double[])Source).Length,
        ArgKind.Bools => (((bool[])Source).Length + 7) & ~7,
        ArgKind.Tensors or ArgKind.OptionalTensors => 8 * ((IReadOnlyList<Tensor?>)Source).Count,
        ArgKind.String => (System.Text.Encoding.UTF8.GetByteCount((string)Source) + 7) & ~7,
        _ => 0,
    };

    /// <summary>Writes the native form; lists are copied to <paramref name="scratch"/>.</summary>
    internal unsafe void Write(NativeArg* target, byte* scratch)
    {
        *target = new NativeArg { Kind = Kind, Int = Bits };
        switch (Kind)
        {
            case ArgKind.Ints:
                Copy<long>((long[])Source!, target, scratch);
                break;
            case ArgKind.Doubles or ArgKind.Complex:
                Copy<double>((double[])Source!, target, scratch);
                break;
            case ArgKind.Bools:
                Copy<bool>((bool[])Source!, target, scratch);
                break;
            case ArgKind.Tensors or ArgKind.OptionalTensors:
                var tensors = (IReadOnlyList<Tensor?>)Source!;
                for (var i = 0; i < tensors.Count; i++) ((nint*)scratch)[i] = HandleAt(tensors, i);
                target->Count = tensors.Count;
                target->Pointer = (nint)scratch;
                break;
            case ArgKind.String:
                var text = (string)Source!;
                target->Count = System.Text.Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, ScratchBytes));
                target->Pointer = (nint)scratch;
                break;
            case ArgKind.Device:
                var device = (Device)Source!;
                target->Count = (int)device.type;
                target->Int = device.index;
                break;
        }
    }

    nint HandleAt(IReadOnlyList<Tensor?> tensors, int i)
    {
        if (tensors[i] is { } tensor) return tensor.Handle;
        return Kind == ArgKind.OptionalTensors ? 0 : throw new ArgumentNullException($"tensors[{i}]");
    }

    static unsafe void Copy<T>(ReadOnlySpan<T> values, NativeArg* target, byte* scratch) where T : unmanaged
    {
        values.CopyTo(new Span<T>(scratch, values.Length));
        target->Count = values.Length;
        target->Pointer = (nint)scratch;
    }
}
