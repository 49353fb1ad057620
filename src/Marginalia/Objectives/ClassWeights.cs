using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>Weights of classes of unequal frequency, for <see cref="ClassificationLoss.CrossEntropy"/>.</summary>
public static class ClassWeights
{
    private const int BatchSize = 100;

    /// <summary>
    /// Median-frequency balancing: the median of all frequencies / the class's own, where a frequency is the pixels of the class / all valid pixels of
    /// the images that have a pixel of it (Eigen, Fergus 2015, arXiv 1411.4734, section 6.3.2; SegNet, arXiv 1511.00561, section 3).
    /// </summary>
    /// <param name="data">The training examples.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="target">Name of the labels [N, ...], -1 where ignored.</param>
    /// <returns>One weight per class [classes], 0 for a class that does not occur.</returns>
    /// <exception cref="ArgumentException">No label is valid, or one is <paramref name="classes"/> or more.</exception>
    public static double[] MedianFrequency(Dataset data, int classes, string target = "segmentation")
    {
        double[] pixels = new double[classes], pixelsOfImages = new double[classes];
        for (int start = 0; start < data.Count; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            var labels = data.Get([.. Enumerable.Range(start, Math.Min(BatchSize, data.Count - start)).Select(i => (long)i)])[target];
            for (int image = 0; image < labels.shape[0]; image++)
            {
                var valid = labels[image].masked_select(labels[image].ne(ClassificationLoss.Ignore));
                long[] counts = valid.numel() == 0 ? new long[classes] : valid.bincount(null, classes).data<long>().ToArray();
                if (counts.Length > classes)
                    throw new ArgumentException($"ClassWeights: '{target}' has a label {counts.Length - 1}; expected 0 .. {classes - 1}.", nameof(classes));
                for (int c = 0; c < classes; c++)
                {
                    pixels[c] += counts[c];
                    pixelsOfImages[c] += counts[c] > 0 ? valid.numel() : 0;
                }
            }
        }

        return MedianOverFrequency(pixels, pixelsOfImages);
    }

    /// <summary>The same from counts.</summary>
    internal static double[] MedianOverFrequency(double[] pixels, double[] pixelsOfImages)
    {
        double[] frequencies = [.. pixels.Zip(pixelsOfImages, (own, all) => own > 0 ? own / all : 0)];
        double[] occurring = [.. frequencies.Where(frequency => frequency > 0).Order()];
        if (occurring.Length == 0)
            throw new ArgumentException("ClassWeights: there is no valid label; expected at least one.");
        double median = (occurring[(occurring.Length - 1) / 2] + occurring[occurring.Length / 2]) / 2;
        return [.. frequencies.Select(frequency => frequency > 0 ? median / frequency : 0)];
    }
}
