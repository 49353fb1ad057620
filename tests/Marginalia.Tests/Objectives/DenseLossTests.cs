using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Objectives;

public class DenseLossTests
{
    [Fact]
    public void Depth_is_the_mean_absolute_error_where_depth_is_known() =>
        Assert.Equal((1 + 2) / 2.0, DenseLoss.Depth(Pixels(1, 2, 4, 50), Pixels(2, 0, 2, 0)).ToDouble());

    [Fact]
    public void Inverse_depth_compares_with_one_over_depth()
    {
        var prediction = Pixels(1, 7, 0.5, 7).requires_grad_();
        var loss = DenseLoss.InverseDepth(prediction, Pixels(2, 0, 4, 0));
        loss.backward();
        Assert.Equal((0.5 + 0.25) / 2, loss.ToDouble());
        Assert.Equal([0.5, 0, 0.5, 0], Numbers.ToArray(prediction.grad!));
    }

    [Fact]
    public void Normals_measure_direction_and_not_length()
    {
        // The same direction, opposite, orthogonal, 60 degrees; the last pixel's normal is unknown.
        var prediction = Vectors([0, 0, 5], [0, 0, -2], [3, 0, 0], [0, Math.Sqrt(3), 1], [1, 1, 1]);
        var normal = Vectors([0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 0, 0]);
        Assert.Equal((0 + 2 + 1 + 0.5) / 4, DenseLoss.Normals(prediction, normal).ToDouble(), 12);
    }

    [Fact]
    public void Centroid_averages_over_instance_pixels_and_coordinates()
    {
        var prediction = Vectors([1, 2], [9, 9], [0, 0]);
        var centroid = Vectors([3, -1], [0, 0], [0, 2]);
        Assert.Equal((2 + 3 + 0 + 2) / 4.0, DenseLoss.Centroid(prediction, centroid).ToDouble());
    }

    [Fact]
    public void Where_nothing_is_valid_losses_and_gradients_are_0()
    {
        foreach (var (loss, channels) in new (Func<Tensor, Tensor, Tensor>, int)[]
            { (DenseLoss.Depth, 1), (DenseLoss.InverseDepth, 1), (DenseLoss.Normals, 3), (DenseLoss.Centroid, 2) })
        {
            var prediction = ones(2, channels, 2, 2).requires_grad_();
            var value = loss(prediction, zeros(2, channels, 2, 2));
            value.backward();
            Assert.Equal(0, value.ToDouble());
            Assert.All(Numbers.ToArray(prediction.grad!), slope => Assert.Equal(0, slope));
        }
    }

    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        var normal = nn.functional.normalize(randn([2, 3, 2, 2], ScalarType.Float64), dim: 1);
        var centroid = randn([2, 2, 2, 2], ScalarType.Float64);
        var depth = rand([2, 1, 2, 2], ScalarType.Float64) + 1;
        foreach (var (loss, target) in new (Func<Tensor, Tensor, Tensor>, Tensor)[]
            { (DenseLoss.Depth, depth), (DenseLoss.InverseDepth, depth), (DenseLoss.Normals, normal), (DenseLoss.Centroid, centroid) })
        {
            var prediction = (target + 0.3).requires_grad_();
            loss(prediction, target).backward();
            var direction = randn(target.shape, ScalarType.Float64);
            using var off = no_grad();
            double slope = (loss(prediction + 1e-6 * direction, target) - loss(prediction - 1e-6 * direction, target)).ToDouble() / 2e-6;
            Assert.Equal(slope, (prediction.grad! * direction).sum().ToDouble(), 7);
        }
    }

    private static Tensor Pixels(params double[] values) => tensor(values, 2, 1, 1, values.Length / 2);

    /// <summary>One image of one row [1, channels, 1, W], a vector per pixel.</summary>
    private static Tensor Vectors(params double[][] vectors) =>
        tensor(vectors.SelectMany(vector => vector).ToArray(), vectors.Length, vectors[0].Length).t().unsqueeze(1).unsqueeze(0).contiguous();
}
