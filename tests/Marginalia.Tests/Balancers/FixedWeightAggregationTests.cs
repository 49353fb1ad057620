using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

/// <summary><see cref="ConstantAggregation"/> and <see cref="RandomAggregation"/>.</summary>
public class FixedWeightAggregationTests
{
    private static readonly double[][] Rows = [[1, 0], [0, 1]];

    [Fact]
    public void Constant_weights_are_applied_as_given()
    {
        var model = new AffineModel(2, 2);
        new ConstantAggregation([2, -0.5]).Backward(model.Losses([1, 1], Rows), model);
        Assert.Equal([2, -0.5], model.Gradient!);
        Assert.Throws<ArgumentException>(() => new ConstantAggregation([1, double.NaN]));
    }

    [Fact]
    public void Random_weights_are_positive_sum_to_one_and_differ_by_step_and_seed()
    {
        var (first, again, other) = (Steps(seed: 1), Steps(seed: 1), Steps(seed: 2));
        Assert.Equal(first, again);
        Assert.NotEqual(first[0], first[1]);
        Assert.NotEqual(first[0], other[0]);
        Assert.All(first, w => Assert.True(w.Min() > 0 && Math.Abs(w.Sum() - 1) < 1e-12));
    }

    [Fact]
    public void Random_weights_favour_no_task()
    {
        // softmax of two normals: w_1 has mean 1/2 and a standard deviation below 1/2; 3 / sqrt(400) is three of its mean.
        var weights = Steps(seed: 7, count: 400);
        Assert.Equal(0.5, weights.Average(w => w[0]), 3 * 0.5 / Math.Sqrt(400));
        Assert.Contains(weights, w => w[0] > 0.8);
    }

    private static double[][] Steps(long seed, int count = 3)
    {
        var balancer = new RandomAggregation(2, seed);
        var model = new AffineModel(2, 2);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            balancer.Backward(model.Losses([1, 1], Rows), model);
            return balancer.Weights;
        })];
    }
}
