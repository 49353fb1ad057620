namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Ops.amax, Ops.amax_out, dims, keepdim);
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Ops.amin, Ops.amin_out, dims, keepdim);
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        /// <summary>
        /// The different elements, or slices along a dimension; on request also where each element's like is among them, and how often
        /// it occurs (else null).
        /// </summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Requested(dim is { } d
                ? Ops.unique_dim.CallTriple(this, d, sorted, return_inverse, return_counts)
                : Ops._unique2.CallTriple(this, sorted, return_inverse, return_counts), return_inverse, return_counts);

        /// <summary>As unique, but only neighbours count as the same.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Requested(Ops.unique_consecutive.CallTriple(this, return_inverse, return_counts, (long?)dim), return_inverse, return_counts);

        static (Tensor, Tensor?, Tensor?) Requested((Tensor Output, Tensor Inverse, Tensor Counts) all, bool inverse, bool counts)
        {
            if (!inverse) all.Inverse.Dispose();
            if (!counts) all.Counts.Dispose();
            return (all.Output, inverse ? all.Inverse : null, counts ? all.Counts : null);
        }

        Tensor Into(Tensor? target, Op make, Op write, long[] dims, bool keepdim)
        {
            if (target is null) return make.Call(this, dims, keepdim);
            write.Do(this, dims, keepdim, target);
            return target;
        }

        static Tensor Cast(Tensor result, ScalarType? type) => type is { } t ? result.to(t, disposeAfter: true) : result;

        static (Tensor, Tensor) Cast((Tensor, Tensor) result, ScalarType? type) => (Cast(result.Item1, type), Cast(result.Item2, type));
    }

    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);
    public static Tensor amax(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    /// <summary>The smallest element along dimensions, or of all.</summary>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);
    public static Tensor amin(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    /// <inheritdoc cref="Tensor.unique(bool, bool, bool, int?)"/>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);

    /// <inheritdoc cref="Tensor.unique_consecutive(bool, bool, int?)"/>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(Tensor input, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique_consecutive(return_inverse, return_counts, dim);
}
