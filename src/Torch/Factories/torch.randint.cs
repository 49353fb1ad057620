namespace TorchSharp;

public static partial class torch
{
    /// <summary>Uniform random integers in [low, high); low is 0 if not given.</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        CreateRandomIntegers(0, high, size, dtype, device, requires_grad, generator, names);
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        CreateRandomIntegers(low, high, size, dtype, device, requires_grad, generator, names);
    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        CreateRandomIntegers(0, high, Array.ConvertAll(size, n => (long)n), dtype, device, requires_grad, generator, names);
    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        CreateRandomIntegers(low, high, Array.ConvertAll(size, n => (long)n), dtype, device, requires_grad, generator, names);
    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        CreateRandomIntegers(0, high, size.Shape, dtype, device, requires_grad, generator, names);
    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        CreateRandomIntegers(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <summary>Uniform random integers in [low, high) in the shape of a tensor, with its type and device unless others are given.</summary>
    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randint_like(low, high, dtype, device, requires_grad);

    /// <summary>One random integer in [low, high); low is 0 if not given.</summary>
    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var number = randint(low, high, Array.Empty<long>(), device: CPU, generator: generator);
        return number.ToInt64();
    }

    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    /// <summary>One random integer in [low, high); low is 0 if not given.</summary>
    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    public static int randint_int(int high, Generator? generator = null) => randint_int(0, high, generator);

    /// <summary>True or false, each with probability 1/2.</summary>
    public static bool randint_bool(Generator? generator = null) => randint_long(2, generator) == 1;

    public partial class Tensor
    {
        /// <summary>Uniform random integers in [low, high) in the shape of the tensor, with its type and device unless others are given.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Finish(Ops.randint_like_low_dtype.Call(this, low, high, dtype, Arg.None, device), requires_grad);
    }
}
