using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Two digits that overlap, of which one task reads the left and the other the right: a generated counterpart of MultiMNIST (Sabour, Frosst,
/// Hinton 2017, arXiv 1710.09829; as two tasks: Sener, Koltun 2018, arXiv 1810.04650). Names: <c>image</c> [N, 1, size, size] float32 in
/// 0 .. 1, multiples of 1/255; <c>left</c> and <c>right</c> [N] int64, the digits 0 .. 9.
/// </summary>
/// <remarks>An example is a pure function of (seed, split, index, design), the same bytes on every machine; noise has a stream of its own, so that it leaves all else alone.</remarks>
public sealed class GlyphPairs : TensorDataset
{
    /// <summary>Added to the split, it names the stream of the noise.</summary>
    private const int NoiseStream = 16;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Sizes and spreads; null is the default design.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive, or the image is smaller than 16 x 16.</exception>
    public GlyphPairs(Split split, int count, long seed = 7, GlyphPairsDesign? design = null)
        : base(Draw(split, count, seed, design ?? new()))
    {
    }

    private static (string, Tensor)[] Draw(Split split, int count, long seed, GlyphPairsDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(design.Size, 16, nameof(design));

        int pixels = design.Size * design.Size;
        var images = new float[checked(count * pixels)];
        var (left, right) = (new long[count], new long[count]);
        Parallel.For(0, count, index =>
        {
            var (leftGlyph, rightGlyph) = Poses(new SeededRandom(seed, (long)split, index), design);
            (left[index], right[index]) = (leftGlyph.Index, rightGlyph.Index);

            var image = new double[pixels];
            leftGlyph.DrawInto(image, design.Size);
            rightGlyph.DrawInto(image, design.Size);
            var noise = new SeededRandom(seed, (long)split + NoiseStream, index);
            for (int p = 0; p < pixels; p++)
                images[index * pixels + p] = PortableMath.Quantize(image[p] + design.Noise * noise.NextBell());
        });
        return [("image", tensor(images, count, 1, design.Size, design.Size)), ("left", tensor(left)), ("right", tensor(right))];
    }

    /// <summary>Integers are drawn before fractions, everything in this order and always; what is new goes to the end.</summary>
    private static (Glyph Left, Glyph Right) Poses(SeededRandom random, GlyphPairsDesign design)
    {
        int left = (int)random.NextInt64(Font.Digits), right = (int)random.NextInt64(Font.Digits);
        bool leftBold = random.NextInt64(2) == 1, rightBold = random.NextInt64(2) == 1;
        double Within(double bound) => random.NextUniform(-bound, bound);
        Glyph Pose(int index, bool bold, double side) => new(
            index, bold, Within(design.MaxAngle), Within(design.MaxShear), random.NextUniform(design.MinScale, design.MaxScale),
            (design.Size + side * design.Separation) / 2 + Within(design.MaxShift), design.Size / 2.0 + Within(design.MaxShift));
        return (Pose(left, leftBold, -1), Pose(right, rightBold, 1));
    }
}
