using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Layers whose initial parameters come from a given generator, weight before bias, in the law of PyTorch's layers unless another is asked for;
/// torch's default generator is left alone.
/// </summary>
internal static class SeededLayers
{
    public static Linear Affine(long inputs, long outputs, Generator generator, ScalarType dtype, WeightLaw law = WeightLaw.Uniform)
    {
        var (weight, bias) = Draw([outputs, inputs], generator, dtype, law);
        return nn.Linear(weight, bias);
    }

    /// <summary>A square convolution; it keeps the size of the image when <paramref name="padding"/> is dilation (kernel / 2) and the stride 1.</summary>
    public static SeededConv2d Convolution(
        long inputs, long outputs, long kernel, Generator generator, ScalarType dtype, long stride = 1, long padding = 0, bool hasBias = true,
        long dilation = 1, long groups = 1, WeightLaw law = WeightLaw.Uniform)
    {
        var (weight, bias) = Draw([outputs, inputs / groups, kernel, kernel], generator, dtype, law);
        return new SeededConv2d(weight, hasBias ? bias : null, stride, padding, dilation, groups);
    }

    /// <summary>Draws the convolutions of a network anew: weights normal with variance 2 / (fan in + fan out) (Glorot, Bengio 2010), biases 0.</summary>
    public static void GlorotNormal(nn.Module network, Generator generator)
    {
        using var off = no_grad();
        foreach (var parameter in network.modules().OfType<SeededConv2d>().SelectMany(convolution => convolution.parameters()))
        {
            if (parameter.dim() == 1)
                parameter.zero_();
            else
                parameter.normal_(0, Math.Sqrt(2.0 / ((parameter.shape[0] + parameter.shape[1]) * parameter.shape[2] * parameter.shape[3])), generator);
        }
    }

    private static (Parameter Weight, Parameter Bias) Draw(long[] shape, Generator generator, ScalarType dtype, WeightLaw law)
    {
        double fanIn = shape.Skip(1).Aggregate((a, b) => a * b), fanOut = shape[0] * fanIn / shape[1];
        using var weight = empty(shape, dtype: dtype);
        using var bias = zeros(shape[0], dtype: dtype);
        if (law == WeightLaw.Uniform)
        {
            double bound = 1 / Math.Sqrt(fanIn);
            weight.uniform_(-bound, bound, generator);
            bias.uniform_(-bound, bound, generator);
        }
        else
        {
            weight.normal_(0, Math.Sqrt(2 / fanOut), generator);
        }

        return (new Parameter(weight), new Parameter(bias));
    }
}
