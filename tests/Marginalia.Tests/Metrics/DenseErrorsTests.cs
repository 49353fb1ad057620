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
        var errors = new DepthErrors(predictsInverse: true);
        errors.Add(Depth(1, 0.5, 0.25), Depth(2, 2, 2));
        Assert.Equal((1.0, 0.5), (errors.Absolute, errors.Relative));
        errors.Reset();
        errors.Add(Depth(-1), Depth(2));
        Assert.Equal(998, errors.Absolute, 9);
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
        Assert.Equal([0.4, 0.6, 0.8], errors.Within);

        errors.Add(prediction, zeros(1, 3, 1, 5)); // normals that are not known
        Assert.Equal(18.4, errors.MeanAngle, 9);
        errors.Reset();
        errors.Add(truth, truth);
        Assert.Equal(0, errors.MeanAngle);
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
