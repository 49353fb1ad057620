using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Augmentations;

/// <summary>
/// Changes brightness, contrast and saturation of images, in this order, each by a factor of the uniform law on 1 - bound .. 1 + bound, and the hue by
/// a turn of the colours about the grey axis. Values stay within 0 .. 1; targets stay as they are.
/// </summary>
/// <param name="brightness">Bound of the factor on all values, 0 .. 1.</param>
/// <param name="contrast">Bound of the factor on the distance from the picture's mean grey, 0 .. 1.</param>
/// <param name="saturation">Bound of the factor on the distance from the pixel's own grey, 0 .. 1; for images of 3 channels.</param>
/// <param name="hue">Bound of the turn, in radians; for images of 3 channels.</param>
public sealed class ColourJitter(double brightness = 0.4, double contrast = 0.4, double saturation = 0.4, double hue = 0) : Augmentation
{
    private readonly double brightness = Bound(brightness), contrast = Bound(contrast), saturation = Bound(saturation);

    private readonly double hue = hue is >= 0 and <= Math.PI
        ? hue
        : throw new ArgumentOutOfRangeException(nameof(hue), $"ColourJitter: a turn of {hue} is given; expected radians of 0 .. pi.");

    /// <inheritdoc/>
    public override Sample Apply(Sample sample, IReadOnlyList<Field> fields, SeededRandom random)
    {
        double Factor(double bound) => random.NextUniform(1 - bound, 1 + bound);
        double light = Factor(brightness), spread = Factor(contrast), colour = Factor(saturation), turn = random.NextUniform(-hue, hue);
        return new(fields.Select(field => (field.Name, field.Kind == FieldKind.Image
            ? Change(sample[field.Name], light, spread, colour, turn)
            : sample[field.Name].clone())));
    }

    private static Tensor Change(Tensor image, double light, double spread, double colour, double turn)
    {
        using var scope = NewDisposeScope();
        image = (image * light).clamp(0, 1);
        using (var mean = Grey(image).mean())
            image = (image * spread + mean * (1 - spread)).clamp(0, 1);
        if (image.shape[0] == 3)
        {
            image = (image * colour + Grey(image) * (1 - colour)).clamp(0, 1);
            if (turn != 0)
                image = Turn(image, turn).clamp(0, 1);
        }

        return image.MoveToOuterDisposeScope();
    }

    /// <summary>Luma [1, H, W] (ITU-R BT.601) of an image of 3 channels; another image's mean of channels.</summary>
    private static Tensor Grey(Tensor image) => image.shape[0] == 3
        ? 0.299 * image.narrow(0, 0, 1) + 0.587 * image.narrow(0, 1, 1) + 0.114 * image.narrow(0, 2, 1)
        : image.mean([0L], keepdim: true);

    /// <summary>Rotation about (1, 1, 1) (Rodrigues): y cos + (k x y) sin + mean(y) (1 - cos).</summary>
    private static Tensor Turn(Tensor image, double angle)
    {
        var (sine, cosine) = PortableMath.SinCos(angle);
        double across = sine / Math.Sqrt(3);
        var crossed = image.roll(1, 0) - image.roll(-1, 0); // k x y = (z - y, x - z, y - x) / sqrt(3)
        return image * cosine + crossed * across + image.mean([0L], keepdim: true) * (1 - cosine);
    }

    private static double Bound(double bound) => bound is >= 0 and <= 1
        ? bound
        : throw new ArgumentOutOfRangeException(nameof(bound), $"ColourJitter: a bound of {bound} is given; expected 0 .. 1.");
}
