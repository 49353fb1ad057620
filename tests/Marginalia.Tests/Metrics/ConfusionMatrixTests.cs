using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class ConfusionMatrixTests
{
    // Rows: targets; class 2 is in no target and once predicted.
    private static readonly long[][] Worked = [[5, 1, 0], [2, 6, 1], [0, 0, 0]];

    [Fact]
    public void Worked_numbers()
    {
        var matrix = Filled(3, Worked);
        Numbers.AssertClose([0.625, 0.6, 0], matrix.IoU, 1e-12);
        Assert.Equal(11.0 / 15, matrix.PixelAccuracy, 12);
        Assert.Equal(1.225 / 3, matrix.MeanIoU, 12);
        Assert.Equal((5.0 / 6 + 6.0 / 9) / 2, matrix.MeanClassAccuracy, 12);
        Assert.Equal((1, 2), (matrix.Count(0, 1), matrix.Count(1, 0)));
    }

    [Fact]
    public void A_class_that_never_occurs_is_left_out()
    {
        var matrix = Filled(4, Worked);
        Assert.True(double.IsNaN(matrix.IoU[3]));
        Assert.Equal(1.225 / 3, matrix.MeanIoU, 12);
    }

    [Fact]
    public void It_pools_over_batches_and_forgets_on_reset()
    {
        var (target, prediction) = Labels(Worked);
        var matrix = new ConfusionMatrix(3);
        matrix.Add(zeros(7, int64), zeros(7, int64));
        matrix.Reset();
        matrix.Add(prediction.narrow(0, 0, 4), target.narrow(0, 0, 4));
        matrix.Add(prediction.narrow(0, 4, 11), target.narrow(0, 4, 11));
        Assert.Equal(1.225 / 3, matrix.MeanIoU, 12);
    }

    [Fact]
    public void Scores_count_as_their_largest_class_and_ignored_pixels_do_not()
    {
        // Two pixels of two images: predicted 1 0 and 2 2.
        var scores = zeros(2, 3, 1, 2);
        scores[0, 1, 0, 0] = 1;
        scores[0, 0, 0, 1] = 1;
        scores[1, 2] = 1;
        var matrix = new ConfusionMatrix(3);
        matrix.Add(scores, tensor(new long[] { 1, 1, 2, -1 }, 2, 1, 2));
        Assert.Equal((1, 1, 1), (matrix.Count(1, 1), matrix.Count(1, 0), matrix.Count(2, 2)));
        Assert.Equal(2 / 3.0, matrix.PixelAccuracy, 12);
    }

    [Fact]
    public void The_mean_over_images_differs_from_that_of_the_set()
    {
        // Image 1: classes 0 and 1 with 1/2 each (IoU 1/2, 2/3); image 2: all right, class 0 only; image 3 is ignored.
        var (said, truth) = (tensor(new long[] { 0, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2 }, 3, 2, 2), tensor(new long[] { 0, 0, 1, 1, 0, 0, 0, 0, -1, -1, -1, -1 }, 3, 2, 2));
        var (images, set) = (new ImageMeanIoU(3), new ConfusionMatrix(3));
        images.Add(said, truth);
        set.Add(said, truth);
        Assert.Equal(((1 / 2.0 + 2 / 3.0) / 2 + 1) / 2, images.Value, 12);
        Assert.Equal((5 / 6.0 + 2 / 3.0) / 2, set.MeanIoU, 12);
    }

    [Fact]
    public void Wrong_shapes_labels_and_empty_matrices_are_explained()
    {
        var matrix = new ConfusionMatrix(3);
        Assert.Contains("nothing to average", Assert.Throws<InvalidOperationException>(() => matrix.MeanIoU).Message);
        Assert.Contains("prediction [2, 4, 5]", Assert.Throws<ArgumentException>(() => matrix.Add(zeros(2, 4, 5), zeros(2, 5, int64))).Message);
        Assert.Contains("targets are 0 .. 3", Assert.Throws<ArgumentException>(() => matrix.Add(zeros(4, int64), arange(4))).Message);
        Assert.Equal(0, matrix.Count(0, 0));
    }

    private static ConfusionMatrix Filled(int classes, long[][] counts)
    {
        var (target, prediction) = Labels(counts);
        var matrix = new ConfusionMatrix(classes);
        matrix.Add(prediction, target);
        return matrix;
    }

    private static (Tensor Target, Tensor Prediction) Labels(long[][] counts)
    {
        var pairs = counts.SelectMany((row, target) => row.SelectMany((count, prediction) =>
            Enumerable.Repeat(((long)target, (long)prediction), (int)count))).ToArray();
        return (tensor(pairs.Select(pair => pair.Item1).ToArray()), tensor(pairs.Select(pair => pair.Item2).ToArray()));
    }
}
