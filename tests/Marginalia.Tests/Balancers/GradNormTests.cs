using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

public class GradNormTests
{
    // A step worked by hand: w = (1, 1), |dL/dW| = (3, 1), L = (2, 1), L(0) = (4, 1).
    private static readonly double[] Norms = [3, 1], Losses = [2, 1], Initial = [4, 1];

    public static TheoryData<string> Spaces => ["linear", "log", "softmax"];

    [Theory]
    [InlineData(0, 2, 2, 2)]
    [InlineData(0.12, 1.905018, 2.070249, 2.165232)]
    [InlineData(1.5, 1.088662, 3.079201, 3.990539)]
    public void Worked_step(double alpha, double target0, double target1, double balanceLoss)
    {
        var model = new AffineModel(2);
        var balancer = new GradNorm(2, alpha, 0.1, UpdateRule.Sgd, WeightSpace.Linear(), Initial);
        double objective = balancer.Backward(model.Losses(Losses, Norms), model);

        Numbers.AssertClose([2.0 / 3, 4.0 / 3], balancer.InverseRates, 1e-12);
        Numbers.AssertClose(Norms, balancer.GradientNorms, 1e-12);
        Numbers.AssertClose([target0, target1], balancer.Targets, 1e-6);
        Numbers.AssertClose([balanceLoss], [GradNorm.BalanceLossOf(balancer.GradientNorms, balancer.Targets)], 1e-6);

        // The step used the weights from before the update; (1, 1) - .1 (3, -1) = (.7, 1.1) becomes (7/9, 11/9).
        Assert.Equal([1, 1], balancer.Weights);
        Assert.Equal(3, objective);
        Assert.Equal([4], model.Gradient!);
        Numbers.AssertClose([7.0 / 9, 11.0 / 9], balancer.NextWeights, 1e-12);
    }

    [Fact]
    public void The_target_counts_as_a_constant()
    {
        // Were mean(G) differentiated too, the slopes at alpha = 1.5 would be n_i (s_i - mean_j s_j r_j^alpha), here (4.49, -0.50).
        var targets = GradNorm.TargetsOf(Norms, GradNorm.InverseRatesOf(Losses, Initial), 1.5);
        Assert.Equal([3, -1], GradNorm.SlopesOf(Norms, targets, Norms));
    }

    [Fact]
    public void Slopes_agree_with_a_difference_quotient_at_a_constant_target()
    {
        double[] norms = [0.7, 2.1, 1.3], weights = [0.5, 1.5, 1.0], rates = [0.9, 1.3, 0.8];
        double[] Weighted(double[] w) => [.. w.Zip(norms, (a, b) => a * b)];
        var targets = GradNorm.TargetsOf(Weighted(weights), rates, 0.7);
        var slopes = GradNorm.SlopesOf(Weighted(weights), targets, norms);
        for (int i = 0; i < 3; i++)
        {
            const double h = 1e-6;
            double[] up = [.. weights], down = [.. weights];
            (up[i], down[i]) = (up[i] + h, down[i] - h);
            double quotient = (GradNorm.BalanceLossOf(Weighted(up), targets) - GradNorm.BalanceLossOf(Weighted(down), targets)) / (2 * h);
            Assert.Equal(quotient, slopes[i], 8);
        }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Weights_sum_to_the_number_of_tasks_at_every_step(string space)
    {
        var (problem, balancer) = (new SmallProblem(), new GradNorm(3, 1.5, 0.05, space: Space(space)));
        for (int step = 0; step < 60; step++)
        {
            problem.Step(balancer);
            Assert.InRange(Math.Abs(balancer.Weights.Sum() - 3), 0, 1e-12);
            Assert.InRange(Math.Abs(balancer.NextWeights.Sum() - 3), 0, 1e-12);
        }

        Assert.Contains(balancer.Weights, weight => Math.Abs(weight - 1) > 0.1);
    }

    [Fact]
    public void Norms_are_those_of_the_last_shared_weight_alone()
    {
        var problem = new SmallProblem();
        var losses = problem.Losses(step: 0);
        var expected = losses.Select(loss =>
            Math.Sqrt(Numbers.ToArray(autograd.grad([loss], [problem.Model.LastSharedLayer[0]], retain_graph: true)[0]).Sum(g => g * g))).ToArray();
        var balancer = new GradNorm(3);
        balancer.Backward(losses, problem.Model);
        Numbers.AssertClose(expected, balancer.GradientNorms, 1e-12);
        Assert.Equal([16, 16], problem.Model.LastSharedLayer[0].shape);
    }

    [Theory]
    [InlineData(GradientScope.SharedParameters)]
    [InlineData(GradientScope.Representation)]
    public void Norms_can_be_those_of_all_shared_parameters_or_of_the_representation(GradientScope scope)
    {
        var problem = new SmallProblem();
        var losses = problem.Losses(step: 0);
        Tensor[] places = scope == GradientScope.SharedParameters ? [.. problem.Model.SharedParameters] : [problem.Model.Representation!.Trunk];
        var expected = losses.Select(loss =>
            Math.Sqrt(Numbers.ToArray(autograd.grad([loss], places, retain_graph: true)).Sum(g => g * g))).ToArray();
        var balancer = new GradNorm(3) { Scope = scope };
        balancer.Backward(losses, problem.Model);
        Numbers.AssertClose(expected, balancer.GradientNorms, 1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Initial_losses_can_be_the_mean_of_an_epoch_with_weights_of_one(bool warmStart)
    {
        double[][] epoch = [[5, 1], [3, 3]], later = [[2, 1], [1.5, 1], [1, 0.9]];
        var model = new AffineModel(2);
        var (measured, given) = (new GradNorm(2, warmStart: warmStart) { InitialSteps = 2 }, new GradNorm(2, initialLosses: [4, 2], warmStart: warmStart));
        foreach (var losses in epoch)
        {
            measured.Backward(model.Losses(losses, Norms), model);
            Assert.Equal([1, 1], measured.Weights);
            Assert.Equal([1, 1], measured.NextWeights);
        }

        Assert.Equal([4, 2], measured.InitialLosses);
        foreach (var losses in later)
        {
            measured.Backward(model.Losses(losses, Norms), model);
            given.Backward(model.Losses(losses, Norms), model);
            Assert.Equal(given.Weights, measured.Weights);
        }

        Assert.NotEqual([1, 1], measured.Weights);
    }

    [Fact]
    public void Initial_losses_stay_those_of_the_first_step_or_those_given()
    {
        var (problem, first, given) = (new SmallProblem(), new GradNorm(3), new GradNorm(3, initialLosses: [1, 2, 3]));
        Assert.Equal([0, 0, 0], first.InitialLosses);
        problem.Step(first);
        var losses = first.Losses;
        for (int step = 0; step < 5; step++)
        {
            problem.Step(first);
            problem.Step(given);
        }

        Assert.Equal(losses, first.InitialLosses);
        Assert.Equal([1, 2, 3], given.InitialLosses);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void A_warm_start_makes_all_first_gradients_equal(string space)
    {
        var model = new AffineModel(2);
        var balancer = new GradNorm(2, space: Space(space), warmStart: true);
        balancer.Backward(model.Losses(Losses, Norms), model);
        Numbers.AssertClose([0.5, 1.5], balancer.Weights, 1e-12);
        Numbers.AssertClose([1.5, 1.5], balancer.GradientNorms, 1e-12);
        Numbers.AssertClose([3], model.Gradient!, 1e-12);
    }

    [Fact]
    public void A_slow_task_gets_a_larger_target()
    {
        var rates = GradNorm.InverseRatesOf([0.9, 0.5], [1, 1]);
        Assert.True(rates[0] > 1 && rates[1] < 1);
        var targets = GradNorm.TargetsOf([1, 1], rates, 1);
        Assert.True(targets[0] > 1 && targets[1] < 1);
    }

    [Fact]
    public void Impossible_initial_losses_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new GradNorm(2, initialLosses: [1]));
        Assert.Throws<ArgumentException>(() => new GradNorm(2, initialLosses: [1, -1]));
        Assert.Throws<ArgumentException>(() => new GradNorm(2, initialLosses: [1, 1]) { InitialSteps = 3 });
        Assert.Throws<ArgumentException>(() => new GradNorm(2) { InitialSteps = 0 });

        var model = new AffineModel(2);
        var balancer = new GradNorm(2);
        var error = Assert.Throws<ArgumentException>(() => balancer.Backward(model.Losses([1, 0], [1, 1]), model));
        Assert.Contains("Pass initialLosses", error.Message);
        Assert.Null(model.Gradient);
    }

    [Fact]
    public void A_step_without_a_target_is_refused_and_changes_nothing()
    {
        var model = new AffineModel(2);
        var balancer = new GradNorm(2, initialLosses: [1, 1]);
        Assert.Contains("[1, -3]", Assert.Throws<ArithmeticException>(() => balancer.Backward(model.Losses([1, -3], [1, 1]), model)).Message);
        Assert.Equal(0, Assert.Throws<NonFiniteGradientException>(() => balancer.Backward(RootLosses(model), model)).Task);
        Assert.Null(model.Gradient);
        Assert.Equal([1, 1], balancer.NextWeights);
    }

    [Fact]
    public void A_loss_beside_the_last_shared_layer_is_named()
    {
        var problem = new SmallProblem();
        var losses = problem.Losses(step: 0);
        losses[1] = problem.Model.TaskParameters(1)[0].sum();
        var error = Assert.Throws<ArgumentException>(() => new GradNorm(3).Backward(losses, problem.Model));
        Assert.Contains("task 1 does not depend", error.Message);
    }

    [Fact]
    public void A_warm_start_without_a_gradient_is_refused()
    {
        var model = new AffineModel(2);
        var balancer = new GradNorm(2, warmStart: true);
        Assert.Throws<ArgumentException>(() => balancer.Backward(model.Losses([1, 1], [1, 0]), model));
    }

    // 0 * (slope of the square root at 0) is the classic finite loss with a gradient of NaN.
    private static Tensor[] RootLosses(AffineModel model) =>
        [model.LastSharedLayer[0].sum().pow(2).sqrt() + 1, model.LastSharedLayer[0].sum() + 1];

    private static WeightSpace Space(string name) => name switch
    {
        "linear" => WeightSpace.Linear(),
        "log" => WeightSpace.Log,
        _ => WeightSpace.Softmax,
    };
}
