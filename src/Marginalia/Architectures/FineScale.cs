using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Scale 2 or 3 of <see cref="EigenFergus"/>: looks at the image by a convolution of 9 x 9 and pooling, appends what the coarser scale said, and
/// predicts by convolutions of 5 x 5. Everything is padded, so that the result has 1/2 (after pooling with stride 2, 1/4) of the image's size.
/// </summary>
internal sealed class FineScale : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Sequential look;
    private readonly Sequential layers;
    private readonly SeededConv2d output;
    private readonly long stride;

    /// <param name="image">Channels of the image.</param>
    /// <param name="coarser">Channels of the coarser scale's result.</param>
    /// <param name="outputs">Channels of the prediction.</param>
    /// <param name="count">Hidden convolutions of 5 x 5.</param>
    /// <param name="stride">Stride of the pooling.</param>
    /// <param name="design">Widths.</param>
    /// <param name="seed">Seed of the initial parameters.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public FineScale(int image, int coarser, int outputs, int count, long stride, EigenFergusDesign design, long seed, ScalarType dtype)
        : base(nameof(FineScale))
    {
        using var generator = new Generator((ulong)seed);
        IEnumerable<nn.Module<Tensor, Tensor>> Layer(int from, int to, long kernel, long step)
        {
            yield return SeededLayers.Convolution(from, to, kernel, generator, dtype, step, kernel / 2, hasBias: !design.Normalization);
            if (design.Normalization)
                yield return nn.BatchNorm2d(to, dtype: dtype);
            yield return nn.ReLU();
        }

        this.stride = stride;
        look = nn.Sequential(Layer(image, design.ImageChannels, 9, 2));
        int read = design.ImageChannels + coarser;
        layers = nn.Sequential(Enumerable.Range(0, count).SelectMany(k => Layer(k == 0 ? read : design.Channels, design.Channels, 5, 1)));
        output = SeededLayers.Convolution(count == 0 ? read : design.Channels, outputs, 5, generator, dtype, padding: 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor image, Tensor coarser)
    {
        var seen = nn.functional.max_pool2d(look.call(image), 3, stride, padding: 1);
        var enlarged = nn.functional.interpolate(coarser, size: seen.shape[2..], mode: InterpolationMode.Bilinear, align_corners: false);
        return output.call(layers.call(cat([seen, enlarged], 1)));
    }
}
