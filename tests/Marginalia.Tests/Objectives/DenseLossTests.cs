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
    public void Normal_distance_is_that_of_unit_vectors()
    {
        var (prediction, normal) = (Vectors([0, 0, 5], [3, 0, 0], [1, 1, 1]), Vectors([0, 0, 1], [0, 0, 1], [0, 0, 0]));
        Assert.Equal((0 + 1 + 1) / 6.0, DenseLoss.NormalDistance(prediction, normal).ToDouble(), 12);
    }

    [Fact]
    public void The_reverse_Huber_loss_bends_at_a_part_of_the_largest_error()
    {
        // Errors 10, 1, 2 and 6: c is 2.
        var prediction = Pixels(11, 2, 3, 7).requires_grad_();
        var loss = DenseLoss.BerHu(prediction, Pixels(1, 1, 1, 1));
        loss.backward();
        Assert.Equal((104 / 4.0 + 1 + 2 + 40 / 4.0) / 4, loss.ToDouble(), 12); // at c both branches are c
        Numbers.AssertClose([10 / 8.0, 1 / 4.0, 1 / 4.0, 6 / 8.0], Numbers.ToArray(prediction.grad!), 1e-12);
    }

    [Theory]
    [InlineData(new[] { 1, 0, 0, 0.0 }, 0.71875)]
    [InlineData(new[] { 0.2, -0.1, 0.4, 0.1 }, 0.10875)]
    public void Scale_invariant_error_of_worked_examples(double[] difference, double expected)
    {
        var depth = Square(2, 3, 4, 5);
        Assert.Equal(expected, DenseLoss.ScaleInvariant(depth.log() + Square(difference), depth).ToDouble(), 12);
    }

    [Fact]
    public void A_factor_on_all_depths_costs_what_lambda_leaves()
    {
        var depth = rand([2, 1, 4, 5], ScalarType.Float64) + 1;
        depth[0, 0, 1, 1] = 0;
        var prediction = randn([2, 1, 4, 5], ScalarType.Float64);
        double Loss(Tensor said, double lambda) => DenseLoss.ScaleInvariant(said, depth, lambda).ToDouble();
        Assert.Equal(Loss(prediction, 1), Loss(prediction + 0.7, 1), 12);
        var exact = where(depth.gt(0), depth, 1).log();
        Assert.Equal(0.5 * 0.7 * 0.7, Loss(exact + 0.7, 0.5), 12);
        Assert.Equal(0, DenseLoss.ScaleInvariant(prediction, depth, gradientWeight: 0).ToDouble()
            + DenseLoss.ScaleInvariant(prediction, depth, lambda: 0, gradientWeight: 1).ToDouble()
            - DenseLoss.ScaleInvariant(prediction, depth, lambda: 0, gradientWeight: 0).ToDouble() - Loss(prediction, 0.5), 12);
    }

    [Fact]
    public void Gradients_are_taken_between_valid_pixels_only()
    {
        // The middle pixel of a row of three is missing: no step is left, and the two others are 1 and 2 off.
        var (prediction, depth) = (tensor(new double[] { 1, 50, 2 }, 1, 1, 1, 3), tensor(new double[] { 1, 0, 1 }, 1, 1, 1, 3));
        Assert.Equal((1 + 4) / 2.0 - 0.5 * 1.5 * 1.5, DenseLoss.ScaleInvariant(prediction, depth).ToDouble(), 12);
    }

    [Fact]
    public void Balanced_cross_entropy_weighs_both_sides()
    {
        var (logits, labels) = (Pixels(1, -2, 0.5, 3), Pixels(1, 0, 0, -1));
        double[] costs = [Math.Log(1 + Math.Exp(-1)), Math.Log(1 + Math.Exp(-2)), Math.Log(1 + Math.Exp(0.5))];
        Assert.Equal((0.95 * costs[0] + 0.05 * (costs[1] + costs[2])) / 3, DenseLoss.BalancedBinaryCrossEntropy(logits, labels, 0.95).ToDouble(), 12);
        Assert.Equal((2 * costs[0] + costs[1] + costs[2]) / 9, DenseLoss.BalancedBinaryCrossEntropy(logits, labels).ToDouble(), 12); // w = 2/3
        Assert.Contains("[1, 2]", Assert.Throws<ArgumentException>(() => DenseLoss.BalancedBinaryCrossEntropy(zeros(1, 2), zeros(2, 1))).Message);
    }

    /// <summary>All losses, with the channels of their predictions and a target that is valid everywhere.</summary>
    public static TheoryData<string> Names => [.. Losses.Keys];

    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Loss, int Channels, double Invalid)> Losses = new()
    {
        ["depth"] = (DenseLoss.Depth, 1, 0),
        ["inverse depth"] = (DenseLoss.InverseDepth, 1, 0),
        ["berHu"] = ((prediction, depth) => DenseLoss.BerHu(prediction, depth), 1, 0),
        ["scale-invariant"] = ((prediction, depth) => DenseLoss.ScaleInvariant(prediction, depth), 1, 0),
        ["normals"] = (DenseLoss.Normals, 3, 0),
        ["normal distance"] = (DenseLoss.NormalDistance, 3, 0),
        ["centroid"] = (DenseLoss.Centroid, 2, 0),
        ["edges"] = ((logits, labels) => DenseLoss.BalancedBinaryCrossEntropy(logits, labels, 0.95), 1, -1),
        ["saliency"] = ((logits, labels) => DenseLoss.BalancedBinaryCrossEntropy(logits, labels), 1, -1),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_nothing_is_valid_loss_and_gradient_are_0(string name)
    {
        var (loss, channels, invalid) = Losses[name];
        var prediction = ones(2, channels, 2, 2).requires_grad_();
        var value = loss(prediction, full([2, channels, 2, 2], invalid));
        value.backward();
        Assert.Equal(0, value.ToDouble());
        Assert.All(Numbers.ToArray(prediction.grad!), slope => Assert.Equal(0, slope));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_stands_at_invalid_pixels_reaches_neither_value_nor_gradient(string name)
    {
        var (loss, channels, invalid) = Losses[name];
        var target = Target(channels, invalid);
        var isInvalid = zeros(target.shape, ScalarType.Bool);
        isInvalid.narrow(3, 1, 1).fill_(true);
        var said = target + randn_like(target) * 0.1;
        double[] Of(double atInvalid, double marked)
        {
            var prediction = said.masked_fill(isInvalid, atInvalid).requires_grad_();
            var value = loss(prediction, target.masked_fill(isInvalid, marked));
            value.backward();
            return [value.ToDouble(), .. Numbers.ToArray(prediction.grad!)];
        }

        var plain = Of(1, invalid);
        Assert.True(double.IsFinite(plain[0]) && plain[0] != 0);
        foreach (double odd in new[] { double.NaN, double.PositiveInfinity, 0 })
            Assert.Equal(plain, Of(odd, invalid));
        Assert.Equal(plain, Of(double.NaN, double.NaN));
        if (invalid == 0)
            Assert.Equal(plain, Of(double.NaN, double.PositiveInfinity));
        Assert.All(plain.Skip(1).Zip(Numbers.ToArray(isInvalid)).Where(pair => pair.Second == 1), pair => Assert.Equal(0, pair.First));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_finite_differences(string name)
    {
        var (loss, channels, invalid) = Losses[name];
        var target = Target(channels, invalid);
        // The reverse Huber loss takes its bound as a constant: the largest error stays where it is.
        var direction = randn(target.shape, ScalarType.Float64);
        direction[0, 0, 0, 0] = 0;
        var start = target + 0.3 * rand(target.shape, ScalarType.Float64);
        start[0, 0, 0, 0] = target[0, 0, 0, 0] + 0.5;
        var prediction = start.clone().requires_grad_();
        loss(prediction, target).backward();
        using var off = no_grad();
        double slope = (loss(start + 1e-6 * direction, target) - loss(start - 1e-6 * direction, target)).ToDouble() / 2e-6;
        Assert.Equal(slope, (prediction.grad! * direction).sum().ToDouble(), 7);
    }

    /// <summary>Depths of 1 .. 2, unit vectors, or labels of 0 and 1 [2, channels, 3, 3].</summary>
    private static Tensor Target(int channels, double invalid)
    {
        if (invalid < 0)
            return arange(18, ScalarType.Float64).reshape(2, 1, 3, 3).remainder(4).eq(0).to(ScalarType.Float64);
        var depth = rand([2, 1, 3, 3], ScalarType.Float64) + 1;
        return channels == 1 ? depth : nn.functional.normalize(randn([2, channels, 3, 3], ScalarType.Float64), dim: 1);
    }

    private static Tensor Square(params double[] values) => tensor(values, 1, 1, 2, 2);

    private static Tensor Pixels(params double[] values) => tensor(values, 2, 1, 1, values.Length / 2);

    /// <summary>One image of one row [1, channels, 1, W], a vector per pixel.</summary>
    private static Tensor Vectors(params double[][] vectors) =>
        tensor(vectors.SelectMany(vector => vector).ToArray(), vectors.Length, vectors[0].Length).t().unsqueeze(1).unsqueeze(0).contiguous();
}
