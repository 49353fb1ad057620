using static TorchSharp.torch;

namespace Marginalia.Tests;

/// <summary>Reading and comparing numbers.</summary>
internal static class Numbers
{
    public static double[] ToArray(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().to(ScalarType.Float64).cpu().data<double>().ToArray();
    }

    public static double[] ToArray(IEnumerable<Tensor> values) => [.. values.SelectMany(ToArray)];

    /// <summary>Numbers between -1 and 1 without a pattern, the same in every call.</summary>
    public static Tensor Ramp(params long[] shape) => arange(shape.Aggregate((product, size) => product * size), dtype: ScalarType.Float64).mul(0.7).sin().to(ScalarType.Float32).reshape(shape);

    /// <summary>The same shape, type and elements.</summary>
    public static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(ToArray(expected), ToArray(actual));
    }

    /// <summary>Every component within <paramref name="tolerance"/>.</summary>
    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what = "")
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance,
                $"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}, tolerance {tolerance:R}");
    }
}
