namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers 0 to n - 1 in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Finish(Ops.randperm_generator.Call(n, generator, dtype ?? ScalarType.Int64, Arg.None, Place(device)), requires_grad);

    public static Tensor randperm(long n, Tensor @out, Generator? generator = null)
    {
        Ops.randperm_generator_out.Do(n, generator, @out);
        return @out;
    }

    /// <summary>One uniform random number from 0 to below 1.</summary>
    public static double rand_float(Generator? generator = null)
    {
        using var number = rand(Array.Empty<long>(), ScalarType.Float32, CPU, generator: generator);
        return number.ToDouble();
    }

    /// <summary>One normal random number.</summary>
    public static double randn_float(Generator? generator = null)
    {
        using var number = randn(Array.Empty<long>(), ScalarType.Float32, CPU, generator: generator);
        return number.ToDouble();
    }

    /// <summary>Normal random numbers, each with its own mean and standard deviation.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Ops.normal_Tensor_Tensor.Call(mean, std, generator);

    /// <summary>Normal random numbers with one mean and standard deviation.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        RefuseNames(names);
        return Finish(Ops.normal_float_float.Call(mean, std, size.ToArray(), generator, dtype, Arg.None, Place(device)), requires_grad);
    }
}
