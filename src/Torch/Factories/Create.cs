using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    static Tensor Create(Op op, long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        return Finish(op.Call(size, dtype, Arg.None, device), requires_grad);
    }

    static Tensor CreateFull(long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        return Finish(Ops.full.Call(size, value, dtype, Arg.None, device), requires_grad);
    }

    static Tensor CreateRandom(Op op, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        RefuseNames(names);
        return Finish(op.Call(size, generator, dtype, Arg.None, device), requires_grad);
    }

    static Tensor CreateRandomIntegers(long low, long high, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        RefuseNames(names);
        return Finish(Ops.randint_low_generator.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad);
    }

    static Tensor FromScalar(Scalar value, ScalarType dtype) => Ops.full.Call(Array.Empty<long>(), value, dtype);

    /// <summary>A tensor with a copy of <paramref name="data"/>, row by row.</summary>
    static unsafe Tensor FromData<T>(ReadOnlySpan<T> data, long[] shape, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged
    {
        RefuseNames(names);
        var count = shape.Aggregate(1L, (product, length) => product * length);
        if (count != data.Length) throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {data.Length}");
        var created = empty(shape, type);
        nint target;
        NativeError.Check(Native.mt_data(created.Handle, &target));
        data.CopyTo(new Span<T>((void*)target, data.Length));
        GC.KeepAlive(created);
        if (dtype is { } t && t != type) created = created.to(t, disposeAfter: true);
        if (device is not null && device.type != DeviceType.CPU) created = created.to(device, disposeAfter: true);
        return Finish(created, requires_grad);
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
