using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Helpers;

/// <summary>What tests say about tensors.</summary>
static class TensorAssert
{
    /// <summary>Same shape and, within the tolerance, same numbers.</summary>
    public static void Equal(Tensor expected, Tensor actual, double tolerance = 1e-6)
    {
        Assert.Equal(expected.shape, actual.shape);
        var (want, got) = (Doubles(expected), Doubles(actual));
        for (var i = 0; i < want.Length; i++)
            if (!(want[i].Equals(got[i]) || Math.Abs(want[i] - got[i]) <= tolerance * Math.Max(1, Math.Abs(want[i]))))
                Assert.Fail($"Element {i} of [{string.Join(", ", actual.shape)}] is {got[i]:R}, expected {want[i]:R}.");
    }

    /// <summary>These numbers, row by row, in this shape (one dimension if none is given).</summary>
    public static void Equal(double[] expected, Tensor actual, long[]? shape = null, double tolerance = 1e-6) =>
        Equal(tensor(expected, shape ?? [expected.Length]), actual, tolerance);

    /// <summary>All elements, row by row.</summary>
    public static double[] Doubles(Tensor tensor) => tensor.detach().to(ScalarType.Float64).data<double>().ToArray();
}
