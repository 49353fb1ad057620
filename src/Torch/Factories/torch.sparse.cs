namespace TorchSharp;

public static partial class torch
{
    /// <summary>A sparse tensor of the given shape: the values at the positions that the columns of <paramref name="indices"/> give, zeros elsewhere.</summary>
    public static Tensor sparse_coo_tensor(Tensor indices, Tensor values, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return Finish(Ops.sparse_coo_tensor_indices_size.Call(indices, values, size, dtype, Arg.None, Place(device)), requires_grad);
    }

    /// <inheritdoc cref="sparse_coo_tensor"/>
    public static Tensor sparse(Tensor indices, Tensor values, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        sparse_coo_tensor(indices, values, size, dtype, device, requires_grad, names);
}
