using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// Angles between predicted and true surface normals, pooled over all pixels whose normal is known (finite and not zero). Predictions and targets are
/// [N, 3, H, W], of any length.
/// </summary>
public sealed class NormalErrors() : Metric(FirstBin + Bins)
{
    private const int FirstBin = 3, Bins = 18_001;
    private const double BinWidth = 180.0 / (Bins - 1);
    private static readonly double[] Thresholds = [11.25, 22.5, 30];

    /// <summary>Mean angle in degrees; lower is better.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double MeanAngle => Mean(Angles, Count);

    /// <summary>Square root of the mean squared angle, in degrees; lower is better.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double RootMeanSquare => Math.Sqrt(Mean(Squares, Count));

    /// <summary>Median of the pixels' angles in degrees, from bins of 0.01 degrees, so that it is off by 0.005 degrees at most; lower is better.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double MedianAngle => (Ranked(Math.Floor((Count - 1) / 2)) + Ranked(Math.Ceiling((Count - 1) / 2))) / 2;

    /// <summary>The parts of pixels with an angle below 11.25, 22.5 and 30 degrees; higher is better.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public IReadOnlyList<double> Within => [.. Thresholds.Select(threshold => Mean(Below(threshold), Count))];

    private ref double Count => ref Sums[0];

    private ref double Angles => ref Sums[1];

    private ref double Squares => ref Sums[2];

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (!prediction.shape.SequenceEqual(target.shape) || prediction.dim() != 4 || prediction.shape[1] != 3)
            throw WrongShapes(prediction, target, "[N, 3, H, W] for both");
        static Tensor Unit(Tensor vectors) => nn.functional.normalize(vectors.to(ScalarType.Float64), dim: 1);
        var cosine = (Unit(prediction) * Unit(target)).sum([1L]);
        var angle = cosine.clamp(-1, 1).acos().masked_select(target.ne(0).any(1) & target.isfinite().all(1)) * (180 / Math.PI);
        double[] bins = ToDoubles((angle / BinWidth).floor().to(ScalarType.Int64).bincount(null, Bins));
        for (int bin = 0; bin < Bins; bin++)
            Sums[FirstBin + bin] += bins[bin];
        Count += angle.numel();
        Angles += angle.sum().ToDouble();
        Squares += (angle * angle).sum().ToDouble();
    }

    /// <summary>Number of angles below a bound that is one of a bin.</summary>
    private double Below(double degrees)
    {
        double sum = 0;
        foreach (double count in Sums.Slice(FirstBin, (int)Math.Round(degrees / BinWidth)))
            sum += count;
        return sum;
    }

    /// <summary>Middle of the bin that holds the angle of this rank, which counts from 0.</summary>
    private double Ranked(double rank)
    {
        Mean(0, Count);
        int bin = 0;
        for (double seen = Sums[FirstBin]; seen <= rank; seen += Sums[FirstBin + bin])
            bin++;
        return Math.Min(180, (bin + 0.5) * BinWidth);
    }
}
