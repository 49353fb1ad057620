using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Helpers;

/// <summary>Compares gradients with central differences, in double precision.</summary>
static class GradientCheck
{
    const double Step = 1e-5;

    /// <summary>Fails unless the gradient of a random projection of <paramref name="function"/> agrees with differences for every input.</summary>
    public static void Run(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        var leaves = Array.ConvertAll(inputs, i => i.detach().to(ScalarType.Float64, copy: true).requires_grad_());
        var output = function(leaves);
        var weights = randn(output.shape, ScalarType.Float64, generator: new Generator(5));
        var analytic = autograd.grad([(output * weights).sum()], leaves);
        for (var k = 0; k < leaves.Length; k++) TensorAssert.Equal(Differences(function, leaves, k, weights), analytic[k], 1e-6);
    }

    static Tensor Differences(Func<Tensor[], Tensor> function, Tensor[] inputs, int which, Tensor weights)
    {
        using var quiet = no_grad();
        var values = inputs[which].data<double>();
        var result = new double[values.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var value = values[i];
            values[i] = value + Step;
            var above = (function(inputs) * weights).sum().ToDouble();
            values[i] = value - Step;
            var below = (function(inputs) * weights).sum().ToDouble();
            values[i] = value;
            result[i] = (above - below) / (2 * Step);
        }
        return tensor(result, inputs[which].shape);
    }
}
