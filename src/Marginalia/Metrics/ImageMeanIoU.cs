using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// Mean over images of the mean intersection over union of one image, over the classes that occur in it or in its prediction; higher is better. The
/// first code of MTAN reports it (https://github.com/lorenmt/mtan), and it is not the <see cref="ConfusionMatrix.MeanIoU"/> of the set: a class that
/// is falsely seen in an image counts as 0 there. Images without a valid pixel are left out.
/// </summary>
/// <remarks>Predictions and targets are those of <see cref="ConfusionMatrix"/>.</remarks>
/// <param name="classes">Number of classes.</param>
public sealed class ImageMeanIoU(int classes) : Metric(sums: 2)
{
    /// <summary>The mean over images, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double Value => Mean(Sums[0], Sums[1]);

    /// <inheritdoc/>
    protected override string Configuration => $"{classes} classes";

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (prediction.dim() == 0 || target.dim() == 0 || prediction.shape[0] != target.shape[0])
            throw WrongShapes(prediction, target, $"scores [N, {classes}, ...] or labels [N, ...], and targets [N, ...]");
        double[] ofImages =
        [
            .. Enumerable.Range(0, (int)target.shape[0]).Where(image => target[image].ne(ClassificationLoss.Ignore).any().ToBoolean()).Select(image =>
            {
                var matrix = new ConfusionMatrix(classes);
                matrix.Add(prediction.narrow(0, image, 1), target.narrow(0, image, 1));
                return matrix.MeanIoU;
            }),
        ];
        Sums[0] += ofImages.Sum();
        Sums[1] += ofImages.Length;
    }
}
