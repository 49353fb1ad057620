namespace TorchSharp;

public static partial class torch
{
    /// <summary>Puts tensors side by side: along the second dimension, vectors along their only one.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Ops.hstack.Call(Arg.Tensors(tensors));
    public static Tensor hstack(IList<Tensor> tensors) => hstack(tensors.ToArray());
    public static Tensor hstack(IEnumerable<Tensor> tensors) => hstack(tensors.ToArray());
    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => hstack(tensors.ToArray());

    /// <summary>Puts tensors behind each other: along the third dimension.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Ops.dstack.Call(Arg.Tensors(tensors));
    public static Tensor dstack(IList<Tensor> tensors) => dstack(tensors.ToArray());
    public static Tensor dstack(IEnumerable<Tensor> tensors) => dstack(tensors.ToArray());
    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => dstack(tensors.ToArray());

    /// <summary>Puts tensors below each other: along the first dimension.</summary>
    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => vstack(tensors.ToArray());

    /// <summary>Joins tensors along a dimension.</summary>
    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);
    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    static long[] AllDimensions(Tensor tensor) => [.. Enumerable.Range(0, (int)tensor.dim()).Select(d => (long)d)];
}
