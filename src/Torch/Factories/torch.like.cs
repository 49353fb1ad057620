namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Zeros in the shape of a tensor, with its type and device unless others are given.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Ops.zeros_like, dtype, device, requires_grad);

        /// <summary>Ones in the shape of a tensor, with its type and device unless others are given.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Ops.ones_like, dtype, device, requires_grad);

        /// <summary>A tensor of the same shape, type and device (or the given ones), whose elements are whatever was in memory.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Ops.empty_like, dtype, device, requires_grad);

        /// <summary>Uniform random numbers in [0, 1) in the shape of a tensor, with its type and device unless others are given.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Ops.rand_like, dtype, device, requires_grad);

        /// <summary>Normal random numbers in the shape of a tensor, with its type and device unless others are given.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Ops.randn_like, dtype, device, requires_grad);

        /// <summary>One value in the shape of a tensor, with its type and device unless others are given.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Finish(Ops.full_like.Call(this, value, dtype, Arg.None, device), requires_grad);

        /// <summary>Random integers in [low, high) in the shape of a tensor, with its type and device unless others are given.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Finish(Ops.randint_like_low_dtype.Call(this, low, high, dtype, Arg.None, device), requires_grad);

        Tensor Like(Op op, ScalarType? dtype, Device? device, bool requires_grad) =>
            Finish(op.Call(this, dtype, Arg.None, device), requires_grad);
    }

    /// <inheritdoc cref="Tensor.zeros_like(ScalarType?, Device, bool)"/>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return input.zeros_like(dtype, device, requires_grad);
    }

    /// <summary>Ones in the shape of a tensor, with its type and device unless others are given.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return input.ones_like(dtype, device, requires_grad);
    }

    /// <summary>A tensor of the same shape, type and device (or the given ones), whose elements are whatever was in memory.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return input.empty_like(dtype, device, requires_grad);
    }

    /// <summary>One value in the shape of a tensor, with its type and device unless others are given.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return input.full_like(value, dtype, device, requires_grad);
    }

    /// <summary>Uniform random numbers in [0, 1) in the shape of a tensor, with its type and device unless others are given.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.rand_like(dtype, device, requires_grad);

    /// <summary>Normal random numbers in the shape of a tensor, with its type and device unless others are given.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.randn_like(dtype, device, requires_grad);

    /// <summary>Random integers in [low, high) in the shape of a tensor, with its type and device unless others are given.</summary>
    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.randint_like(low, high, dtype, device, requires_grad);
}
