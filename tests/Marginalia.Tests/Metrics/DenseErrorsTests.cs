using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class DenseErrorsTests
{
    [Fact]
    public void Worked_depth_errors()
    {
        var errors = new DepthErrors();
        errors.Add(Depth(1, 2, 4), Depth(2, 2, 2));
        Assert.Equal((1.0, 0.5), (errors.Absolute, errors.Relative));
        Assert.Equal(1.290994, errors.RootMeanSquare, 6);
        Assert.Equal(0.565952, errors.RootMeanSquareLogarithm, 6);
        Assert.Equal((0.5 + 2) / 3, errors.SquaredRelative, 12);
        Assert.Equal([1 / 3.0, 1 / 3.0, 1 / 3.0], errors.Within); // 1, 2, 2 against 1.25, 1.5625, 1.953
        Assert.Equal(0.320302, errors.ScaleInvariant(0.5), 6);
        Assert.Equal(0.320302, errors.ScaleInvariant(), 6);
    }

    [Fact]
    public void Errors_of_images_are_averaged_after_the_root_or_the_square_of_each()
    {
        // The first image is 1 m off everywhere, the second twice as deep as it should be; a pixel is missing. The third has no depth at all.
        var (said, truth) = (tensor(new double[] { 2, 3, 8, 2, 1, 1 }, 3, 1, 1, 2), tensor(new double[] { 1, 2, 4, 0, 0, double.PositiveInfinity }, 3, 1, 1, 2));
        var errors = new DepthErrors();
        errors.Add(said, truth);
        Assert.Equal((1 + 4) / 2.0, errors.ImageRootMeanSquare, 12);
        Assert.Equal(Math.Sqrt((1 + 1 + 16) / 3.0), errors.RootMeanSquare, 12);
        double a = Math.Log(2), b = Math.Log(1.5);
        Assert.Equal(((a * a + b * b) / 2 - Math.Pow((a + b) / 2, 2) + 0) / 2, errors.ScaleInvariant(), 12);
        Assert.Equal(((a * a + b * b) / 2 + a * a) / 2, errors.ScaleInvariant(0), 12);
        Assert.Equal([0, 1 / 3.0, 1 / 3.0], errors.Within); // ratios 2, 1.5, 2
    }

    [Fact]
    public void Ratios_within_bounds_count_whichever_is_greater()
    {
        var errors = new DepthErrors();
        errors.Add(Depth(1.24, 1 / 1.24, 1.26, 1 / 1.56, 1.57, 1 / 1.95, 1.96, -1), Depth(1, 1, 1, 1, 1, 1, 1, 1));
        Assert.Equal([2 / 8.0, 4 / 8.0, 6 / 8.0], errors.Within);
    }

    [Fact]
    public void Depth_errors_pool_over_known_pixels_of_all_batches_and_forget_on_reset()
    {
        var errors = new DepthErrors();
        errors.Add(Depth(9, 9), Depth(1, 1));
        errors.Reset();
        errors.Add(Depth(1, 7), Depth(2, 0));
        errors.Add(Depth(2, 4), Depth(2, 2));
        Assert.Equal((1.0, 0.5), (errors.Absolute, errors.Relative));
        Assert.Equal(1.290994, errors.RootMeanSquare, 6);
    }

    [Fact]
    public void Inverse_predictions_are_measured_as_depth()
    {
        var errors = new DepthErrors(DepthForm.Inverse);
        errors.Add(Depth(1, 0.5, 0.25), Depth(2, 2, 2));
        Assert.Equal((1.0, 0.5), (errors.Absolute, errors.Relative));
        errors.Reset();
        errors.Add(Depth(-1), Depth(2));
        Assert.Equal(998, errors.Absolute, 9);
        errors = new DepthErrors(DepthForm.Logarithm);
        errors.Add(Depth(0, Math.Log(2), Math.Log(4)), Depth(2, 2, 2));
        Assert.Equal(1, errors.Absolute, 12);
    }

    [Fact]
    public void Worked_normal_errors()
    {
        double[] degrees = [5, 10, 12, 25, 40];
        var prediction = stack([.. degrees.Select(angle => Direction(angle, length: 3))], 1).reshape(1, 3, 1, 5);
        var truth = stack([.. degrees.Select(_ => Direction(0, length: 1))], 1).reshape(1, 3, 1, 5);
        var errors = new NormalErrors();
        errors.Add(prediction, truth);
        Assert.Equal(18.4, errors.MeanAngle, 9);
        Assert.Equal(12, errors.MedianAngle, 0.0051);
        Assert.Equal(Math.Sqrt((25 + 100 + 144 + 625 + 1600) / 5.0), errors.RootMeanSquare, 9);
        Assert.Equal([0.4, 0.6, 0.8], errors.Within);

        errors.Add(prediction, zeros(1, 3, 1, 5)); // normals that are not known
        Assert.Equal(18.4, errors.MeanAngle, 9);
        errors.Reset();
        errors.Add(truth, truth);
        Assert.Equal(0, errors.MeanAngle);
    }

    [Fact]
    public void The_median_is_that_of_all_pixels_to_half_a_bin()
    {
        foreach (int pixels in new[] { 1, 2, 100, 101 })
        {
            double[] degrees = Numbers.ToArray(rand([pixels], ScalarType.Float64) * 180);
            var errors = new NormalErrors();
            foreach (var half in degrees.Chunk(60)) // in two batches
                errors.Add(stack([.. half.Select(angle => Direction(angle, length: 1))], 1).reshape(1, 3, 1, half.Length), stack([.. half.Select(_ => Direction(0, 1))], 1).reshape(1, 3, 1, half.Length));
            double[] sorted = [.. degrees.Order()];
            Assert.Equal((sorted[(pixels - 1) / 2] + sorted[pixels / 2]) / 2, errors.MedianAngle, 0.0051);
        }

        Assert.Contains("nothing to average", Assert.Throws<InvalidOperationException>(() => new NormalErrors().MedianAngle).Message);
    }

    [Fact]
    public void Wrong_shapes_and_empty_measures_are_explained()
    {
        Assert.Contains("nothing to average", Assert.Throws<InvalidOperationException>(() => new DepthErrors().Absolute).Message);
        Assert.Contains("[1, 1, 1, 2]", Assert.Throws<ArgumentException>(() => new DepthErrors().Add(Depth(1, 2), Depth(1))).Message);
        Assert.Throws<ArgumentException>(() => new NormalErrors().Add(Depth(1), Depth(1)));
    }

    private static Tensor Depth(params double[] values) => tensor(values, 1, 1, 1, values.Length);

    private static Tensor Direction(double degrees, double length) =>
        tensor(new[] { 0, length * Math.Sin(degrees * Math.PI / 180), length * Math.Cos(degrees * Math.PI / 180) });
}
