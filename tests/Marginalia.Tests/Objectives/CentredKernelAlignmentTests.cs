using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Objectives;

public class CentredKernelAlignmentTests
{
    [Fact]
    public void Rotations_shifts_and_a_common_scale_change_nothing()
    {
        var x = randn([20, 6], ScalarType.Float64);
        var y = randn([20, 4], ScalarType.Float64);
        var (q, _) = linalg.qr(randn([6, 6], ScalarType.Float64));
        Assert.Equal(1, Linear(x, x), 12);
        Assert.Equal(1, Linear(x, x.matmul(q)), 12);
        Assert.Equal(Linear(x, y), Linear(3 * x.matmul(q) + 7, y * -0.2), 12);
        Assert.Equal(Linear(x, y), Linear(y, x), 12);
        Assert.True(Linear(x, x * tensor(new double[] { 9, 1, 1, 1, 1, 1 })) < 0.9, "one stretched axis should count");
    }

    [Fact]
    public void It_is_what_the_formula_by_features_says()
    {
        var x = randn([7, 3], ScalarType.Float64);
        var y = randn([7, 5], ScalarType.Float64);
        var (a, b) = (x - x.mean([0L]), y - y.mean([0L]));
        double expected = (b.t().matmul(a).square().sum() / (a.t().matmul(a).norm() * b.t().matmul(b).norm())).ToDouble();
        Assert.Equal(expected, Linear(x, y), 12);
        Assert.Equal(expected, Linear(x.reshape(7, 3, 1, 1), y), 12);
    }

    [Fact]
    public void Of_two_examples_any_features_are_alike_and_constant_ones_like_nothing()
    {
        Assert.Equal(1, Linear(randn([2, 5], ScalarType.Float64), randn([2, 3], ScalarType.Float64)), 12);
        var constant = ones(4, 3).requires_grad_();
        var alignment = CentredKernelAlignment.Linear(constant, 100 * randn(4, 2));
        alignment.backward();
        Assert.Equal(0, alignment.ToDouble());
        Assert.True(constant.grad!.isfinite().all().ToBoolean());
    }

    [Fact]
    public void Different_numbers_of_examples_are_refused()
    {
        Assert.Contains("[3, 2]", Assert.Throws<ArgumentException>(() => Linear(ones(3, 2), ones(4, 2))).Message);
        Assert.Throws<ArgumentException>(() => Linear(ones(1, 2), ones(1, 2)));
    }

    private static double Linear(Tensor x, Tensor y) => CentredKernelAlignment.Linear(x, y).ToDouble();
}
