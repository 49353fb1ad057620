using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in the processor's memory, in row-major order whatever its strides.</summary>
/// <typeparam name="T">The C# type of the elements.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    readonly Tensor tensor;
    readonly long[] shape;
    readonly long[] strides;
    readonly bool contiguous;

    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the C# type of the elements.</exception>
    internal TensorAccessor(Tensor tensor)
    {
        ElementTypes.Check<T>(tensor.dtype);
        this.tensor = tensor;
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>Always false.</summary>
    public bool IsReadOnly => false;

    /// <summary>One element by its position in every dimension, or by its place in row-major order if only one number is given.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[params long[] indices]
    {
        get => Read(Offset(indices));
        set => Write(Offset(indices), value);
    }

    /// <summary>All elements, in a new array.</summary>
    public T[] ToArray()
    {
        var result = GC.AllocateUninitializedArray<T>(checked((int)Count));
        CopyTo(result);
        return result;
    }

    /// <summary>All elements, in a new array of the tensor's shape; a single element without dimensions is an array of length 1.</summary>
    public Array ToNDArray()
    {
        var flat = ToArray();
        if (shape.Length <= 1) return flat;
        var result = Array.CreateInstance(typeof(T), shape);
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(flat);
        bytes.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(result), bytes.Length));
        return result;
    }

    /// <summary>Copies the elements from tensorIndex on to an array from arrayIndex on, as many as both have.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (contiguous) new ReadOnlySpan<T>(Start() + tensorIndex, count).CopyTo(array[arrayIndex..]);
        else for (var i = 0; i < count; i++) array[arrayIndex + i] = Read(OffsetOf(tensorIndex + i));
        GC.KeepAlive(tensor);
    }

    /// <summary>Copies the elements of an array from arrayIndex on to the tensor from tensorIndex on, as many as both have.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (contiguous) array.Slice(arrayIndex, count).CopyTo(new Span<T>(Start() + tensorIndex, count));
        else for (var i = 0; i < count; i++) Write(OffsetOf(tensorIndex + i), array[arrayIndex + i]);
        GC.KeepAlive(tensor);
    }

    /// <summary>The elements, row by row.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return Read(OffsetOf(i));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left is null ? right is null : left.Equals(right);
    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    /// <summary>True for accessors of equally many elements that are equal, one by one.</summary>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && Count == other.Count && ToArray().AsSpan().SequenceEqual(other.ToArray());

    public override int GetHashCode() => Count.GetHashCode();

    /// <summary>Does nothing: the tensor stays its owner's.</summary>
    public void Dispose()
    {
    }

    /// <summary>The element at a place in row-major order.</summary>
    internal T At(long place) => place >= 0 && place < Count ? Read(OffsetOf(place)) : throw new IndexOutOfRangeException($"element {place} of {Count}");

    unsafe T* Start()
    {
        nint start;
        NativeError.Check(tensor.Alive(Native.mt_data(tensor.Handle, &start)));
        return (T*)start;
    }

    unsafe T Read(long offset)
    {
        var value = Start()[offset];
        GC.KeepAlive(tensor);
        return value;
    }

    unsafe void Write(long offset, T value)
    {
        Start()[offset] = value;
        GC.KeepAlive(tensor);
    }

    long Offset(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1)
            return indices[0] >= 0 && indices[0] < Count ? OffsetOf(indices[0]) : throw new IndexOutOfRangeException();
        if (indices.Length != shape.Length) throw new ArgumentException($"{indices.Length} indices given for {shape.Length} dimensions.");
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i]) throw new IndexOutOfRangeException();
            offset += indices[i] * strides[i];
        }
        return offset;
    }

    /// <summary>Where the element at a place in row-major order lies.</summary>
    long OffsetOf(long place)
    {
        if (contiguous) return place;
        long offset = 0;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            offset += place % shape[i] * strides[i];
            place /= shape[i];
        }
        return offset;
    }
}
