namespace TorchSharp;

public static partial class torch
{
    /// <summary>True if the object is a tensor.</summary>
    public static bool is_tensor(object obj) => obj is Tensor;

    /// <summary>True if the object is the memory of a tensor.</summary>
    public static bool is_storage(object obj) => obj is Storage;

    /// <summary>The smallest type that holds the numbers of two others.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => (ScalarType)Ops.promote_types.CallScalar(type1, type2).ToInt64();

    /// <summary>The type of the result of arithmetic with two tensors.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)Ops.result_type_Tensor.CallScalar(tensor1, tensor2).ToInt64();

    /// <summary>True if a result of one type may be written into a tensor of another: not from complex to real, nor from fractions to integers.</summary>
    public static bool can_cast(ScalarType from, ScalarType to) => Ops.can_cast.CallScalar(from, to).ToBoolean();

    /// <summary>The element type of new tensors for which none is given; Float32 at first.</summary>
    public static ScalarType get_default_dtype() => (ScalarType)Native.mt_default_dtype();

    /// <summary>Sets the element type of new tensors for which none is given, also of those that libtorch's operators make of integers.</summary>
    /// <exception cref="ArgumentException"><paramref name="dtype"/> is no floating-point type.</exception>
    public static void set_default_dtype(ScalarType dtype)
    {
        if (!is_floating_point(dtype)) throw new ArgumentException($"Only floating-point types can be the default, not {dtype}.", nameof(dtype));
        NativeError.Check(Native.mt_set_default_dtype((int)dtype));
    }

    /// <summary>Makes type and device of a tensor the default of new ones.</summary>
    public static void set_default_tensor_type(Tensor t)
    {
        set_default_dtype(t.dtype);
        set_default_device(t.device);
    }

    /// <summary>The largest number of an integer type.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is no integer type.</exception>
    public static long max_int_value(ScalarType type) => type switch
    {
        ScalarType.Byte => byte.MaxValue,
        ScalarType.Int8 => sbyte.MaxValue,
        ScalarType.Int16 => short.MaxValue,
        ScalarType.Int32 => int.MaxValue,
        ScalarType.Int64 => long.MaxValue,
        _ => throw new ArgumentException($"{type} is no integer type.", nameof(type)),
    };
}
