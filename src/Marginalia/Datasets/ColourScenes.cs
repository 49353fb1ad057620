using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Grey images of one object, of which the colours are to be told (after Zhang, Isola, Efros 2016, arXiv 1603.08511): lightness tells the hue of
/// dark and bright objects, and leaves two opposite hues to those between. Names: <c>lightness</c> [N, 1, size, size] float32, about 0 .. 1;
/// <c>ab</c> [N, 2, size, size] float32, the two colour numbers of each pixel, about -0.8 .. 0.8, (0, 0) is grey; <c>image</c>
/// [N, 3, size, size] float32 in 0 .. 1, multiples of 1/255, red, green, blue to look at; <c>mask</c> [N, 1, size, size] float32, the part of each
/// pixel that the object covers, in quarters; <c>segmentation</c> [N, size, size] int64, 0 for the background, 1 + <see cref="Material"/> for the
/// object; <c>material</c> [N] int64; <c>hue</c> [N] float32, the angle of (a, b) in radians; <c>shape</c> [N] int64, a <see cref="Shape"/>.
/// </summary>
/// <remarks>
/// Three of four pixels are background, which is grey. Lightness and (a, b) are made for this set: red is L + 0.6 a + 0.35 b, green L - 0.35 a +
/// 0.15 b, blue L - 0.1 a - 0.7 b, clamped. <see cref="Lab"/> has the colours of CIE for photographs. An example is a pure function of (seed,
/// split, index, design), the same bytes on every machine; noise has a stream of its own.
/// </remarks>
public sealed class ColourScenes : TensorDataset
{
    private const int NoiseStream = 16;
    private const double BackgroundLightness = 0.35;

    private static readonly double[] Lightnesses = [0.20, 0.50, 0.85];
    private static readonly double[] Hues = [0.3, 1.2, 2.4];
    private const double OtherHue = 4.34;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Law of the examples; null is the default design.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public ColourScenes(Split split, int count, long seed = 7, ColourScenesDesign? design = null)
        : base(Draw(split, count, seed, design ?? new()))
    {
        Design = design ?? new();
    }

    /// <summary>Law of the examples.</summary>
    public ColourScenesDesign Design { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Names.Select(name => name switch
    {
        "lightness" or "ab" => new Field(name, FieldKind.Image),
        "material" or "shape" => new Field(name, FieldKind.Label),
        _ => Field.Of(name),
    })];

    private static (string, Tensor)[] Draw(Split split, int count, long seed, ColourScenesDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();
        int size = design.Size, pixels = size * size;
        var fields = new FieldArrays(count);
        var (lightness, ab) = (fields.Floats("lightness", 1, size, size), fields.Floats("ab", 2, size, size));
        var (image, mask) = (fields.Floats("image", 3, size, size), fields.Floats("mask", 1, size, size));
        var (segmentation, material) = (fields.Integers("segmentation", size, size), fields.Integers("material"));
        var (hue, shape) = (fields.Floats("hue"), fields.Integers("shape"));
        Parallel.For(0, count, index =>
        {
            // Choices before other numbers, everything in this order and always; what is new goes to the end.
            var random = new SeededRandom(seed, (long)split, index);
            var kind = design.Shapes[random.NextChoice(design.Shapes.Count)];
            int matter = random.NextChoice(Lightnesses.Length, design.Shares);
            bool isOther = random.NextDouble() >= design.FirstHue && matter == (int)Material.Mid;
            double scale = random.NextUniform(design.MinScale, design.MaxScale), angle = random.NextUniform(-design.MaxAngle, design.MaxAngle);
            double half = size / 2.0, freedom = Math.Abs(1 - scale);
            double x = random.NextUniform(-freedom, freedom), y = random.NextUniform(-freedom, freedom);
            var pose = new Pose(half * (1 + x), half * (1 + y), half * ShapeTex.Unit * scale, angle);

            double direction = isOther ? OtherHue : Hues[matter];
            var (sine, cosine) = PortableMath.SinCos(direction);
            (material[index][0], shape[index][0], hue[index][0]) = (matter, (long)kind, (float)direction);
            var noise = new SeededRandom(seed, (long)split + NoiseStream, index);
            for (int p = 0; p < pixels; p++)
            {
                double share = pose.Coverage(kind, p % size, p / size), saturation = share * design.Saturation;
                double l = BackgroundLightness + share * (Lightnesses[matter] - BackgroundLightness) + design.LightnessNoise * noise.NextBell();
                double a = saturation * cosine + design.ColourNoise * noise.NextBell(), b = saturation * sine + design.ColourNoise * noise.NextBell();
                (lightness[index][p], ab[index][p], ab[index][pixels + p], mask[index][p]) = ((float)l, (float)a, (float)b, (float)share);
                segmentation[index][p] = share >= 0.5 ? 1 + matter : 0;
                image[index][p] = PortableMath.Quantize(l + 0.6 * a + 0.35 * b);
                image[index][pixels + p] = PortableMath.Quantize(l - 0.35 * a + 0.15 * b);
                image[index][2 * pixels + p] = PortableMath.Quantize(l - 0.1 * a - 0.7 * b);
            }
        });
        return fields.ToTensors();
    }
}
