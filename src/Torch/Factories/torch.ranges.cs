namespace TorchSharp;

public static partial class torch
{
    /// <summary>Numbers from start (0) up to, not including, stop, at distance step (1).</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Ops.arange_start_step.Call(start, stop, step, dtype, Arg.None, Place(device)), requires_grad);

    /// <summary>So many numbers at equal distances from start to end, both included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Ops.linspace.Call(start, end, steps, dtype, Arg.None, Place(device)), requires_grad);

    /// <summary>So many powers of a base, whose exponents lie at equal distances from start to end, both included.</summary>
    public static Tensor logspace(double start, double end, long steps, double @base = 10d, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Ops.logspace.Call(start, end, steps, @base, dtype, Arg.None, Place(device)), requires_grad);

    /// <summary>A matrix with ones on the diagonal; square if columns is not given.</summary>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return Finish(Ops.eye_m.Call(rows, columns == -1 ? rows : columns, dtype, Arg.None, Place(device)), requires_grad);
    }

    /// <summary>A tensor whose elements are whatever was in memory, at the given distances.</summary>
    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return Finish(Ops.empty_strided.Call(size, strides, dtype, Arg.None, Place(device)), requires_grad);
    }

    /// <summary>A vector of so many elements in a file, which it maps (shared) or reads.</summary>
    public static Tensor from_file(string filename, bool? shared = null, long? size = 0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Moved(Ops.from_file.Call(filename, shared is { } s ? s : Arg.None, size, dtype), null, device), requires_grad);

    /// <summary>Row and column indices of the lower triangle of a matrix, from the diagonal <paramref name="offset"/> down: two rows.</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Ops.tril_indices.Call(row, col, offset, dtype, Arg.None, Place(device));

    /// <summary>Row and column indices of the upper triangle of a matrix, from the diagonal <paramref name="offset"/> up: two rows.</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Ops.triu_indices.Call(row, col, offset, dtype, Arg.None, Place(device));

    /// <summary>Complex numbers of their real and imaginary parts.</summary>
    public static Tensor complex(Tensor real, Tensor imag) => Ops.complex.Call(real, imag);

    /// <summary>Complex numbers of their magnitudes and angles.</summary>
    public static Tensor polar(Tensor abs, Tensor angle) => Ops.polar.Call(abs, angle);
}
