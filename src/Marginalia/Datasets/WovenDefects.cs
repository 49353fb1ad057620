using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Pieces of fabric, some with a stain or a scratch: a generated counterpart of the textures of MVTec AD (Bergmann et al. 2019). All pieces of the
/// training and the validation split are good. Names: <c>image</c> [N, 1, size, size] float32 in 0 .. 1, multiples of 1/255; <c>clean</c>, alike, the
/// same piece under the same noise without its defect; <c>mask</c> [N, 1, size, size] float32, 1 inside the defect, 0 elsewhere; <c>label</c> [N] int64,
/// 0 good, 1 defective; <c>defect</c> [N] int64, 0 none, 1 stain, 2 scratch.
/// </summary>
/// <remarks>
/// Outside the mask <c>image</c> and <c>clean</c> are the same bytes. An example is a pure function of (seed, split, index, design), the same
/// bytes on every machine; noise has a stream of its own, so that it leaves all else alone.
/// </remarks>
public sealed class WovenDefects : TensorDataset
{
    /// <summary>Added to the split, they name the streams of the noise and of the grain.</summary>
    private const int NoiseStream = 16, GrainStream = 32;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part; only <see cref="Split.Test"/> has defects.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Background and defects; null is the default design, see also <see cref="WovenDefectsDesign.Hard"/>.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public WovenDefects(Split split, int count, long seed = 7, WovenDefectsDesign? design = null)
        : base(Draw(split, count, seed, design ?? new()))
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
        [Field.Of("image"), new("clean", FieldKind.Image), Field.Of("mask"), Field.Of("label"), new("defect", FieldKind.Label)];

    private static (string, Tensor)[] Draw(Split split, int count, long seed, WovenDefectsDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();

        int size = design.Size, pixels = size * size;
        var images = new float[checked(count * pixels)];
        var (clean, masks) = (new float[images.Length], new float[images.Length]);
        var (labels, kinds) = (new long[count], new long[count]);
        Parallel.For(0, count, index =>
        {
            var random = new SeededRandom(seed, (long)split, index);
            var defect = new WovenDefect(random, design);
            bool isDefective = random.NextDouble() < design.DefectShare && split == Split.Test;
            double phaseX = random.NextDouble(), phaseY = random.NextDouble();
            labels[index] = isDefective ? 1 : 0;
            kinds[index] = !isDefective ? 0 : defect.IsScratch ? 2 : 1;

            var good = design.Background == WovenBackground.Weave
                ? Weave(size, phaseX, phaseY)
                : Grain(size, new SeededRandom(seed, (long)split + GrainStream, index));
            var noise = new SeededRandom(seed, (long)split + NoiseStream, index);
            for (int p = 0; p < pixels; p++)
            {
                int at = index * pixels + p;
                double error = design.Noise * noise.NextBell();
                var (opacity, value) = isDefective ? defect.At(p % size, p / size) : default;
                clean[at] = PortableMath.Quantize(good[p] + error);
                images[at] = PortableMath.Quantize(good[p] + opacity * (value - good[p]) + error);
                masks[at] = opacity > 0 ? 1 : 0;
            }
        });
        Tensor Pictures(float[] values) => tensor(values, count, 1, size, size);
        return [("image", Pictures(images)), ("clean", Pictures(clean)), ("mask", Pictures(masks)), ("label", tensor(labels)), ("defect", tensor(kinds))];
    }

    /// <summary>Waves of 8 and 6.4 pixels.</summary>
    private static double[] Weave(int size, double phaseX, double phaseY)
    {
        double Wave(double turns) => PortableMath.Sin(2 * Math.PI * turns);
        double[] x = [.. Enumerable.Range(0, size).Select(column => Wave(column / 8.0 + phaseX))];
        double[] y = [.. Enumerable.Range(0, size).Select(row => Wave(row / 6.4 + phaseY))];
        return [.. Enumerable.Range(0, size * size).Select(p => 0.5 + 0.15 * (x[p % size] + y[p / size]))];
    }

    /// <summary>White noise blurred a little, less the same noise blurred more; standard deviation 0.1 about 0.5.</summary>
    private static double[] Grain(int size, SeededRandom random)
    {
        const int FinePasses = 4, CoarsePasses = 16, Margin = CoarsePasses; // beyond the margin the border is not felt
        const double Gain = 0.767; // 0.1 over the root of the sum of squares of the filter's weights
        int wide = size + 2 * Margin;
        var white = new double[wide * wide];
        for (int i = 0; i < white.Length; i++)
            white[i] = random.NextBell();
        var (fine, coarse) = (Smoothing.Blur(white, wide, FinePasses), Smoothing.Blur(white, wide, CoarsePasses));
        return [.. Enumerable.Range(0, size * size).Select(p => (p / size + Margin) * wide + p % size + Margin)
            .Select(at => 0.5 + Gain * (fine[at] - coarse[at]))];
    }
}
