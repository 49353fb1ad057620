namespace TorchSharp;

public static partial class torch
{
    // PyTorch's factories with an argument "out": they change this tensor, its shape too, and return it.
    public partial class Tensor
    {
        /// <summary>Fills this tensor, resized to [start, stop), with numbers a step apart.</summary>
        public Tensor arange_out(Scalar start, Scalar stop, Scalar step) => Filled(Ops.arange_start_out, start, stop, step, this);

        /// <summary>Resizes this tensor; its elements are whatever was in memory.</summary>
        public Tensor empty(params long[] sizes) => Filled(Ops.empty_out, sizes, Arg.None, this);

        /// <summary>Resizes this tensor to a matrix with ones on the diagonal, zeros elsewhere.</summary>
        public Tensor eye(long rows, long columns) => Filled(Ops.eye_m_out, rows, columns, this);

        /// <summary>Resizes this tensor and fills it with one value.</summary>
        public Tensor full(long[] sizes, Scalar value) => Filled(Ops.full_out, sizes, value, this);
        public Tensor full(ReadOnlySpan<long> sizes, Scalar value) => full(sizes.ToArray(), value);

        /// <summary>Resizes this tensor and fills it with ones.</summary>
        public Tensor ones(params long[] sizes) => Filled(Ops.ones_out, sizes, this);

        /// <summary>Resizes this tensor and fills it with zeros.</summary>
        public Tensor zeros(params long[] sizes) => Filled(Ops.zeros_out, sizes, this);

        /// <summary>Resizes this tensor and fills it with uniform random numbers in [0, 1).</summary>
        public Tensor rand_out(params long[] sizes) => Filled(Ops.rand_out, sizes, this);

        /// <summary>Resizes this tensor and fills it with normal random numbers.</summary>
        public Tensor randn_out(params long[] sizes) => Filled(Ops.randn_out, sizes, this);

        /// <summary>Resizes this tensor and fills it with random integers in [0, high).</summary>
        public Tensor randint_out(long high, long[] sizes) => Filled(Ops.randint_out, high, sizes, this);

        /// <summary>Resizes this tensor and fills it with the numbers 0 to n - 1 in random order.</summary>
        public Tensor randperm_out(long n) => Filled(Ops.randperm_out, n, this);

        Tensor Filled(Op op, params ReadOnlySpan<Arg> args)
        {
            if (numel() > 0) Ops.resize_.Do(this, (long[])[0]); // libtorch warns where it has to resize elements away
            op.Do(args);
            return this;
        }
    }

    /// <inheritdoc cref="Tensor.rand_out(long[])"/>
    public static Tensor rand_out(Tensor input, params long[] sizes) => input.rand_out(sizes);

    /// <inheritdoc cref="Tensor.randint_out(long, long[])"/>
    public static Tensor randint_out(Tensor input, long high, long[] sizes) => input.randint_out(high, sizes);

    /// <inheritdoc cref="Tensor.randperm_out(long)"/>
    public static Tensor randperm_out(Tensor input, long n) => input.randperm_out(n);
}
