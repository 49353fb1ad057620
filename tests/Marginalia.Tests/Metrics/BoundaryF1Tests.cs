using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class BoundaryF1Tests
{
    [Theory]
    [InlineData(1, 0.0125, 1)] // 1 pixel of 48 x 64
    [InlineData(1, 0.0124, 0.5)] // 0.99 pixels: of the two boundary columns of each side, one is met
    [InlineData(2, 0.0125, 0.5)]
    [InlineData(3, 0.0125, 0)]
    public void A_shifted_boundary_is_met_within_the_tolerance_only(int shift, double tolerance, double expected)
    {
        var metric = new BoundaryF1(2, tolerance);
        metric.Add(Scores(Halves(30 + shift), 2), Halves(30));
        // Class 0 has its boundary on column 29, class 1 on column 30; predictions shift both.
        Assert.Equal(tolerance * 80 >= shift ? 1 : 0, metric.Value);
        Assert.Equal(expected is 1 ? 1 : 0, metric.OfClasses[0]);
    }

    [Fact]
    public void Precision_and_recall_are_parts_of_both_boundaries()
    {
        // The truth is a rectangle of 4 x 6, of which 16 pixels are its boundary; a second one is predicted far away.
        var truth = zeros([1, 30, 40], int64);
        truth[0, TensorIndex.Slice(5, 9), TensorIndex.Slice(5, 11)] = 1;
        var prediction = truth.clone();
        prediction[0, TensorIndex.Slice(20, 24), TensorIndex.Slice(20, 26)] = 1;
        var metric = new BoundaryF1(2, 0.02);
        metric.Add(Scores(prediction, 2), truth);
        Assert.Equal(2 * 0.5 / 1.5, metric.OfClasses[1], 12); // precision 1/2, recall 1
        Assert.Equal((metric.OfClasses[0] + metric.OfClasses[1]) / 2, metric.Value, 12);
    }

    [Fact]
    public void Classes_count_in_images_that_have_a_boundary_of_them()
    {
        var metric = new BoundaryF1(3, 0.0125);
        metric.Add(Scores(Halves(30), 3), Halves(30));
        metric.Add(Scores(Halves(50), 3), Halves(30));
        metric.Add(Scores(Halves(50), 3), zeros([1, 48, 64], int64)); // no boundary in the truth
        Assert.Equal([0.5, 0.5, double.NaN], metric.OfClasses);
        Assert.Equal(0.5, metric.Value);
    }

    [Fact]
    public void Ignored_pixels_make_no_boundary()
    {
        var truth = Halves(30);
        truth.narrow(2, 28, 5).fill_(-1);
        var metric = new BoundaryF1(2);
        metric.Add(Scores(Halves(30), 2), truth);
        Assert.Throws<InvalidOperationException>(() => metric.Value);
    }

    [Fact]
    public void Wrong_shapes_are_refused() =>
        Assert.Contains("[N, 3, H, W]", Assert.Throws<ArgumentException>(() => new BoundaryF1(3).Add(zeros(1, 2, 4, 4), zeros([1, 4, 4], int64))).Message);

    /// <summary>Class 0 left of a column, 1 from it on [1, 48, 64].</summary>
    private static Tensor Halves(int column)
    {
        var labels = zeros([1, 48, 64], int64);
        labels.narrow(2, column, 64 - column).fill_(1);
        return labels;
    }

    private static Tensor Scores(Tensor labels, int classes) => nn.functional.one_hot(labels, classes).permute(0, 3, 1, 2).to(float32);
}
