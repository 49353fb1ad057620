using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// One digit or letter in a random pose: a generated counterpart of MNIST, and in several appearances of a study of several domains, such as the
/// Visual Decathlon. Names: <c>image</c> [N, channels, size, size] float32 in 0 .. 1, multiples of 1/255; <c>label</c> [N] int64, a place in
/// <see cref="GlyphsDesign.Alphabet"/>; <c>mask</c> [N, 1, size, size] float32, 1 where a pixel is at least half ink, 0 elsewhere;
/// <c>colour</c> [N] int64, the number of the hue, 0 .. alphabet length - 1, that a coloured glyph has.
/// </summary>
/// <remarks>
/// An example is a pure function of (seed, split, index, design), the same bytes on every machine. Appearance and noise have streams of their own:
/// the same index has the same label, pose and mask in every appearance. For labels that are wrong in part see <see cref="LabelNoise"/>.
/// </remarks>
public sealed class Glyphs : TensorDataset
{
    /// <summary>Added to the split, they name the streams of the noise and of the appearance.</summary>
    private const int NoiseStream = 16, AppearanceStream = 32;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Alphabet, appearance and spreads; null is the default design, grey digits of 28 x 28.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public Glyphs(Split split, int count, long seed = 7, GlyphsDesign? design = null)
        : base(Draw(split, count, seed, design ?? new()))
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Field.Of("image"), Field.Of("label"), Field.Of("mask"), new("colour", FieldKind.Label)];

    private static (string, Tensor)[] Draw(Split split, int count, long seed, GlyphsDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();

        int size = design.Size, pixels = size * size, values = design.Channels * pixels;
        var images = new float[checked(count * values)];
        var masks = new float[count * pixels];
        var (labels, colours) = (new long[count], new long[count]);
        Parallel.For(0, count, index =>
        {
            var random = new SeededRandom(seed, (long)split, index);
            (labels[index], colours[index], double hue, var glyph, var warp) = Pose(random, design);
            var ink = new double[pixels];
            glyph.DrawInto(ink, size, warp);
            for (int p = 0; p < pixels; p++)
                masks[index * pixels + p] = ink[p] >= 0.5 ? 1 : 0;

            var picture = Paint(ink, hue, new SeededRandom(seed, (long)split + AppearanceStream, index), design);
            var noise = new SeededRandom(seed, (long)split + NoiseStream, index);
            double sigma = design.Appearance == GlyphAppearance.Night ? 2 * design.Noise : design.Noise;
            for (int v = 0; v < values; v++)
                images[index * values + v] = PortableMath.Quantize(picture[v] + sigma * noise.NextBell());
        });
        return
        [
            ("image", tensor(images, count, design.Channels, size, size)),
            ("label", tensor(labels)),
            ("mask", tensor(masks, count, 1, size, size)),
            ("colour", tensor(colours)),
        ];
    }

    /// <summary>Integers are drawn before fractions, everything in this order and always; what is new goes to the end.</summary>
    private static (long Label, long Colour, double Hue, Glyph Glyph, ElasticWarp? Warp) Pose(SeededRandom random, GlyphsDesign design)
    {
        int classes = design.Alphabet.Length;
        long label = random.NextInt64(classes), freeColour = random.NextInt64(classes);
        bool bold = random.NextInt64(2) == 1;
        double Within(double bound) => random.NextUniform(-bound, bound);
        var glyph = new Glyph(
            Font.Characters.IndexOf(design.Alphabet[(int)label]), bold, Within(design.MaxAngle), Within(design.MaxShear),
            random.NextUniform(design.MinScale, design.MaxScale),
            design.Size / 2.0 + Within(design.MaxShift), design.Size / 2.0 + Within(design.MaxShift));
        bool coupled = random.NextDouble() < design.ColourBias;
        double jitter = Within(0.3);
        var warp = new ElasticWarp(random, design.Elastic, design.Size);

        long colour = coupled ? (label + design.ColourShift) % classes : freeColour;
        return (label, colour, (colour + jitter) / classes, glyph, design.Elastic > 0 ? warp : null);
    }

    /// <summary>Values 0 .. 1, channel by channel.</summary>
    private static double[] Paint(double[] ink, double hue, SeededRandom random, GlyphsDesign design)
    {
        if (design.Appearance == GlyphAppearance.Grey)
            return ink;
        Rgb[] colours = [.. new GlyphPainter(ink, design.Size, random).Paint(design.Appearance, hue)];
        return [.. colours.Select(colour => colour.Red), .. colours.Select(colour => colour.Green), .. colours.Select(colour => colour.Blue)];
    }
}
