using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor of the elements of an array of any rank, of any of the element types that a tensor can have. It shares the array's memory,
    /// unless type or device is another.
    /// </summary>
    /// <exception cref="NotSupportedException">The elements are of another type.</exception>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return Finish(Moved(OverArray(rawArray, TypeOf(rawArray), Lengths(rawArray), 0), dtype, device), requires_grad);
    }

    /// <inheritdoc cref="from_array(Array, Device)"/>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <summary>The same elements with the given type and on the given device; shared if they have it already.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? data.device);

    /// <summary>A vector of <paramref name="count"/> elements (all if negative) from <paramref name="offset"/> on, in the memory of an array whose elements have the type <paramref name="dtype"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">The array has not that many.</exception>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var type = TypeOf(rawArray);
        if (type != dtype) throw new ArgumentException($"An array of {rawArray.GetType().GetElementType()!.Name} holds elements of type {type}, not {dtype}: give that type, and convert the result with to_type.", nameof(dtype));
        if (offset < 0 || offset > rawArray.LongLength) throw new IndexOutOfRangeException($"offset is out of bounds: {offset}");
        if (count < 0) count = rawArray.LongLength - offset;
        if (count > rawArray.LongLength - offset) throw new IndexOutOfRangeException($"element count is too large: {count}");
        return Finish(OverArray(rawArray, type, [count], offset), requires_grad);
    }

    static ScalarType TypeOf(Array array) =>
        ElementTypes.Find(array.GetType().GetElementType()) is { } type ? type : throw new NotSupportedException($"The type {array.GetType().GetElementType()} is not supported.");

    /// <summary>A tensor over the memory of an array, which stays where it is as long as the tensor or a view of it lives.</summary>
    static unsafe Tensor OverArray(Array array, ScalarType type, long[] shape, long offset)
    {
        var pin = new PinnedGCHandle<Array>(array); // freed by the shim
        var start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) + offset * type.ElementSize();
        nint result;
        fixed (long* sizes = shape)
            NativeError.Check(Native.mt_from_memory(start, sizes, shape.Length, (int)type, PinnedGCHandle<Array>.ToIntPtr(pin), &result));
        return new(result);
    }
}
