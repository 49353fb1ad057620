using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    static Tensor Create(Op op, long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        return Finish(op.Call(size, dtype, Arg.None, Place(device)), requires_grad);
    }

    static Tensor CreateFull(long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        // As TorchSharp does it: a truth value counts as an integer.
        dtype ??= value.Type == ScalarType.Bool ? ScalarType.Int64 : null;
        return Finish(Ops.full.Call(size, value, dtype, Arg.None, Place(device)), requires_grad);
    }

    static Tensor CreateRandom(Op op, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        RefuseNames(names);
        if (dtype is { } type && !is_floating_point(type) && !is_complex(type))
            throw new ArgumentException($"torch.{op.Name} makes floating-point or complex numbers, not {type}; use randint, or convert the result.", nameof(dtype));
        return Finish(op.Call(size, generator, dtype, Arg.None, Place(device)), requires_grad);
    }

    static Tensor CreateRandomIntegers(long low, long high, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        RefuseNames(names);
        return Finish(Ops.randint_low_generator.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, Place(device)), requires_grad);
    }

    static Tensor FromScalar(Scalar value, ScalarType dtype) => Ops.full.Call(Array.Empty<long>(), value, dtype);

    /// <summary>A tensor with a copy of <paramref name="data"/>, row by row.</summary>
    static unsafe Tensor FromData<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged
    {
        RefuseNames(names);
        long count = 1;
        foreach (var length in shape) count *= length;
        if (count != data.Length) throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {data.Length}");
        var type = ElementTypes.Of<T>();
        var created = Ops.empty_memory_format.Call(shape.ToArray(), type, Arg.None, CPU);
        nint target;
        NativeError.Check(Native.mt_data(created.Handle, &target));
        data.CopyTo(new Span<T>((void*)target, data.Length));
        GC.KeepAlive(created);
        return Finish(Moved(created, dtype, device), requires_grad);
    }

    static Tensor FromData<T>(Array array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged =>
        FromData(Elements<T>(array), Lengths(array), dtype, device, requires_grad, names);

    /// <summary>The tensor with the given type, on the given or the default device; the one given if it is that already, else that one is disposed.</summary>
    static Tensor Moved(Tensor created, ScalarType? dtype, Device? device)
    {
        if (dtype is { } type && type != created.dtype) created = created.to(type, disposeAfter: true);
        if (Place(device) is { type: not DeviceType.CPU } place) created = created.to(place, disposeAfter: true);
        return created;
    }

    static Tensor Finish(Tensor created, bool requires_grad) => requires_grad ? created.requires_grad_() : created;

    static ReadOnlySpan<T> Elements<T>(IList<T> list) => list switch
    {
        T[] array => array,
        List<T> l => CollectionsMarshal.AsSpan(l),
        _ => list.ToArray(),
    };

    static ReadOnlySpan<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    static long[] Lengths(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];

    static void RefuseNames(string[]? names)
    {
        if (names is not null) throw new NotSupportedException("Names of dimensions are not supported; leave the argument names out.");
    }
}
