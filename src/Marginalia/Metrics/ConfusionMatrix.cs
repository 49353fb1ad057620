using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>Which class was taken for which, counted over all pixels (or examples) of a data set, and the measures that follow.</summary>
/// <remarks>
/// Predictions are scores [N, classes, ...] for targets [N, ...] of int64, or labels of the targets' shape. Targets of
/// <see cref="ClassificationLoss.Ignore"/> are left out.
/// </remarks>
/// <param name="classes">Number of classes.</param>
public sealed class ConfusionMatrix(int classes) : Metric(classes * classes)
{
    /// <summary>Mean over classes of true positives / (true positives + false positives + false negatives); classes that occur neither in targets nor in predictions are left out.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double MeanIoU => MeanOf(IoU);

    /// <summary>Pixels of the right class / all pixels.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double PixelAccuracy => Mean(Classes.Sum(c => Cell(c, c)), Classes.Sum(TargetsOf));

    /// <summary>Mean over classes of the part of the class that is found; classes that occur in no target are left out.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double MeanClassAccuracy => MeanOf([.. Classes.Select(c => Cell(c, c) / TargetsOf(c))]);

    /// <summary>Intersection over union of each class; NaN for a class that occurs neither in targets nor in predictions.</summary>
    public IReadOnlyList<double> IoU => [.. Classes.Select(c => Cell(c, c) / (TargetsOf(c) + PredictionsOf(c) - Cell(c, c)))];

    /// <inheritdoc/>
    protected override string Configuration => $"{classes} classes";

    private IEnumerable<int> Classes => Enumerable.Range(0, classes);

    /// <summary>How often class <paramref name="target"/> was taken for class <paramref name="prediction"/>.</summary>
    public long Count(int target, int prediction) => (long)Cell(target, prediction);

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        var labels = prediction.dim() == target.dim() + 1 && prediction.shape[1] == classes ? prediction.argmax(1) : prediction;
        if (!labels.shape.SequenceEqual(target.shape))
            throw WrongShapes(prediction, target, $"scores [N, {classes}, ...] or labels [N, ...], and targets [N, ...]");

        var valid = target.ne(ClassificationLoss.Ignore);
        var (said, truth) = (labels.masked_select(valid), target.masked_select(valid));
        if (truth.numel() == 0)
            return;
        if (Math.Min(said.min().ToInt64(), truth.min().ToInt64()) < 0 || Math.Max(said.max().ToInt64(), truth.max().ToInt64()) >= classes)
            throw new ArgumentException(
                $"ConfusionMatrix: targets are {truth.min().ToInt64()} .. {truth.max().ToInt64()}, predictions {said.min().ToInt64()} .. {said.max().ToInt64()}; "
                + $"expected 0 .. {classes - 1}, or {ClassificationLoss.Ignore} for targets to be left out.");

        var cells = ToDoubles((truth * classes + said).bincount(null, (long)classes * classes));
        for (int cell = 0; cell < cells.Length; cell++)
            Sums[cell] += cells[cell];
    }

    private double Cell(int target, int prediction) => Sums[target * classes + prediction];

    private double TargetsOf(int label) => Classes.Sum(other => Cell(label, other));

    private double PredictionsOf(int label) => Classes.Sum(other => Cell(other, label));

    private double MeanOf(IReadOnlyList<double> perClass)
    {
        var present = perClass.Where(value => !double.IsNaN(value)).ToArray();
        return Mean(present.Sum(), present.Length);
    }
}
