using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>What the conformance cases of the aggregations that need J itself leave open.</summary>
public class JacobianAggregationTests
{
    private static readonly double[][] Conflict = [[2, 0], [-1, 1]];

    [Fact]
    public void The_expectation_of_GradDrop_is_the_plain_sum()
    {
        double[][] rows = [[2, -1, 0, 3], [-1, -2, 0, -3], [0.5, 4, 0, 1]];
        var (model, balancer) = (new AffineModel(3, 4), new GradDrop(3, seed: 1));
        const int steps = 4000;
        for (int step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            balancer.Backward(model.Losses([1, 1, 1], rows), model);
        }

        // Six standard errors of a mean of numbers that lie at most sum_i |J_ik| apart.
        double[] mean = [.. model.Gradient!.Select(sum => sum / steps)], expected = [1.5, 1, 0, 1];
        for (int k = 0; k < 4; k++)
            Assert.InRange(Math.Abs(mean[k] - expected[k]), 0, 6 * rows.Sum(row => Math.Abs(row[k])) / 2 / Math.Sqrt(steps));
    }

    [Fact]
    public void Masks_of_GradDrop_follow_from_seed_and_step()
    {
        double[][] rows = [[.. Enumerable.Repeat(1.0, 64)], [.. Enumerable.Repeat(-1.0, 64)]];
        double[][] Directions(long seed)
        {
            var balancer = new GradDrop(2, seed: seed);
            return [Direction(balancer, rows), Direction(balancer, rows)];
        }

        var (first, again, other) = (Directions(7), Directions(7), Directions(8));
        Assert.Equal(first, again);
        Assert.NotEqual(first[0], first[1]);
        Assert.NotEqual(first[0], other[0]);
        Assert.All(first[0], entry => Assert.Equal(1, Math.Abs(entry))); // a sign each, from one draw per column
    }

    [Fact]
    public void Krum_tells_close_gradients_apart()
    {
        // 1e-6 apart at length 1e4: their Gramian in float64 has the distances of 1e-12 no more.
        double[][] rows = [[1e4, 3e-6], [1e4, 1e-6], [1e4, 0], [1e4, -9e-6]];
        Assert.Equal([0, 1, 0, 0], Krum.WeightsOf(Matrix(rows), byzantine: 0, selected: 1));
        Assert.Equal([0, 0.5, 0.5, 0], Krum.WeightsOf(Matrix(rows), byzantine: 1, selected: 2));
    }

    [Fact]
    public void Squares_of_distances_can_choose_another_gradient()
    {
        // The four nearest of 2 are 9 away in all, of 3 10; their squares add up to 31 and 30.
        var rows = Matrix([[0], [1], [2], [3], [7], [8]]);
        Assert.Equal([0, 0, 0, 1, 0, 0], Krum.WeightsOf(rows, byzantine: 0, selected: 1));
        Assert.Equal([0, 0, 1, 0, 0, 0], Krum.WeightsOf(rows, byzantine: 0, selected: 1, squared: false));
    }

    [Fact]
    public void DbMtl_on_the_worked_example()
    {
        // L = (4, 1/2) makes log gradients (1/2, 0) and (-2, 2); the first is scaled by 4 sqrt 2.
        var balancer = new DbMtl(2, beta: 0);
        Numbers.AssertClose([2 * Math.Sqrt(2) - 2, 2], Direction(balancer, Conflict, [4, 0.5]), 1e-12);
        Numbers.AssertClose([4 * Math.Sqrt(2), 1], balancer.Scales, 1e-12);
    }

    [Fact]
    public void Gradients_of_zeros_add_nothing()
    {
        double[][] rows = [[3, 4], [0, 0]];
        Numbers.AssertClose([1.5, 2], Direction(new DbMtl(2, beta: 0), rows, [2, 5]), 1e-12);
        Numbers.AssertClose([0, 0], Direction(new DbMtl(2), [[0, 0], [0, 0]], [2, 5]), 0);
        Assert.All(Direction(new MoCo(2), rows, [2, 5]), component => Assert.True(double.IsFinite(component)));
        Numbers.AssertClose([0, 0], Direction(new GradDrop(2), [[0, 0], [0, 0]]), 0);
    }

    [Fact]
    public void DbMtl_refuses_losses_without_a_logarithm()
    {
        var (model, balancer) = (new AffineModel(2, 2), new DbMtl(2));
        foreach (double loss in new[] { 0, -1 })
            Assert.Contains($"[1, {loss}]", Assert.Throws<ArgumentException>(() => balancer.Backward(model.Losses([1, loss], Conflict), model)).Message);
        Assert.Null(model.Gradient);
    }

    [Fact]
    public void MoCo_with_constant_gradients_tends_to_the_shortest_combination()
    {
        var balancer = new MoCo(2, beta: 1, betaDecay: 0, gamma: 0.1, gammaDecay: 0, normalize: false);
        double[] direction = [];
        for (int step = 0; step < 200; step++)
            direction = Direction(balancer, Conflict);
        Numbers.AssertClose([0.4, 0.6], balancer.Lambda, 1e-12);
        Numbers.AssertClose([0.2, 0.6], direction, 1e-12);
    }

    [Theory]
    [InlineData("Krum: 3 gradients of which 1")]
    [InlineData("Krum: 4 of 3 gradients")]
    [InlineData("TrimmedMean: dropping 2")]
    [InlineData("GradDrop: leaks are [0, 2]")]
    [InlineData("GradDrop: leaks are [0]")]
    public void Impossible_settings_are_refused(string message)
    {
        Func<object> create = message switch
        {
            "Krum: 3 gradients of which 1" => () => new Krum(3),
            "Krum: 4 of 3 gradients" => () => new Krum(3, byzantine: 0, selected: 4),
            "TrimmedMean: dropping 2" => () => new TrimmedMean(4, trim: 2),
            "GradDrop: leaks are [0, 2]" => () => new GradDrop(2, [0, 2]),
            _ => () => new GradDrop(2, [0]),
        };
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => create()).Message);
    }

    [Fact]
    public void Rates_outside_of_their_range_are_refused()
    {
        Func<object>[] creations = [() => new MoCo(2, beta: 0), () => new MoCo(2, beta: 1.1), () => new MoCo(2, gamma: -1), () => new MoCo(2, rho: -1), () => new DbMtl(2, beta: 1), () => new DbMtl(2, beta: -0.1)];
        Assert.All(creations, create => Assert.Throws<ArgumentOutOfRangeException>(() => create()));
    }

    private static double[] Direction(JacobianAggregation balancer, double[][] rows, double[]? losses = null)
    {
        var model = new AffineModel(rows.Length, rows[0].Length);
        balancer.Backward(model.Losses(losses ?? [.. rows.Select(_ => 1.0)], rows), model);
        return model.Gradient!;
    }

    private static Tensor Matrix(double[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), rows.Length, rows[0].Length, ScalarType.Float64);
}
