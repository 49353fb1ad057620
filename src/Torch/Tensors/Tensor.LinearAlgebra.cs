namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor tensordot(Tensor b, long dims = 2) => tensordot(b, Range(ndim - dims, dims), Range(0, dims));
        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, [.. dims.Select(d => d.Item1)], [.. dims.Select(d => d.Item2)]);

        /// <summary>The matrix of the powers of a vector's elements, N - 1 down to 0 (or 0 to N - 1); N is the vector's length unless given.</summary>
        public Tensor vander(long N = -1, bool increasing = false)
        {
            if (ndim != 1) throw new ArgumentException($"vander: the tensor has {ndim} dimensions; it must be a vector.");
            var columns = N < 0 ? numel() : N;
            using var powers = Ops.linalg_vander.Call(this, Math.Max(columns, 2));
            using var kept = powers.narrow(1, 0, columns);
            return increasing ? kept.clone() : kept.fliplr();
        }

        static long[] Range(long start, long count) =>
            start >= 0 && count >= 0 ? [.. Enumerable.Range((int)start, (int)count).Select(i => (long)i)] : throw new ArgumentException($"tensordot: {count} dimensions cannot be summed over; the first tensor has {start + count}.");
    }

    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) => a.tensordot(b, dims);
    public static Tensor tensordot(Tensor a, Tensor b, (long, long)[] dims) => a.tensordot(b, dims);

    /// <inheritdoc cref="Tensor.vander(long, bool)"/>
    public static Tensor vander(Tensor x, long N = -1, bool increasing = false) => x.vander(N, increasing);

    /// <summary>Sums of products in Einstein's notation, for example <c>"ij,jk->ik"</c>.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Ops.einsum.Call(equation, Arg.Tensors(tensors));
}
