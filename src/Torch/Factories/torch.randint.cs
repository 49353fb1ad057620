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
}
