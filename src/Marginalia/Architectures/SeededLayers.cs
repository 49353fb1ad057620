using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Layers whose initial parameters come from a given generator, in the law of PyTorch's layers (uniform on +-1/sqrt(fan in), weight before bias);
/// torch's default generator is left alone.
/// </summary>
internal static class SeededLayers
{
    public static Linear Affine(long inputs, long outputs, Generator generator, ScalarType dtype)
    {
        var (weight, bias) = Draw([outputs, inputs], generator, dtype);
        return nn.Linear(weight, bias);
    }

    /// <summary>A square convolution; it keeps the size of the image when <paramref name="padding"/> is kernel / 2 and the stride 1.</summary>
    public static SeededConv2d Convolution(
        long inputs, long outputs, long kernel, Generator generator, ScalarType dtype, long stride = 1, long padding = 0,
        bool hasBias = true)
    {
        var (weight, bias) = Draw([outputs, inputs, kernel, kernel], generator, dtype);
        return new SeededConv2d(weight, hasBias ? bias : null, stride, padding);
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

    private static (Parameter Weight, Parameter Bias) Draw(long[] shape, Generator generator, ScalarType dtype)
    {
        double bound = 1 / Math.Sqrt(shape.Skip(1).Aggregate((a, b) => a * b));
        using var weight = empty(shape, dtype: dtype).uniform_(-bound, bound, generator);
        using var bias = empty(shape[0], dtype: dtype).uniform_(-bound, bound, generator);
        return (new Parameter(weight), new Parameter(bias));
    }
}
