using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

public class AutoLambdaTests
{
    private static readonly double[][] Train = [[1, 0], [1, 2], [0, -1]], Validation = [[0, 5], [1, 1], [7, 7]];

    [Fact]
    public void Worked_step()
    {
        // For losses that are linear, v is the sum of the primary tasks' validation gradients, (1, 6), and the slope -eta g_i v.
        var model = new AffineModel(3, 2);
        var balancer = new AutoLambda(3, lookAhead: 0.5, learningRate: 0.1, initialWeight: 0.2, primaryTasks: [0, 1], UpdateRule.Sgd);
        balancer.Step(sample => model.Losses(new double[3], sample == 0 ? Train : Validation), model, () => { });
        Numbers.AssertClose([-0.5 * 1, -0.5 * 13, 0.5 * 6], balancer.Slopes, 1e-9);
        Numbers.AssertClose([0.25, 0.85, -0.1], balancer.Weights, 1e-9);
        Numbers.AssertClose([0.25 + 0.85, 2 * 0.85 + 0.1], model.Gradient!, 1e-9); // already with the new weights
    }

    [Fact]
    public void Slopes_are_those_of_the_validation_loss_after_the_imagined_step()
    {
        const double rate = 0.05, h = 1e-4;
        var (problem, balancer) = (new SmallProblem(), new AutoLambda(3, rate, learningRate: 0, initialWeight: 0.4, primaryTasks: [0, 2]));
        var parameters = problem.Model.parameters().ToArray();
        var start = parameters.Select(parameter => parameter.detach().clone()).ToArray();
        var gradients = problem.Losses(0).Select(loss => autograd.grad([loss], parameters, retain_graph: true, allow_unused: true)).ToArray();

        double ValidationAt(double[] weights)
        {
            using var _ = no_grad();
            for (int k = 0; k < parameters.Length; k++)
            {
                parameters[k].copy_(start[k]);
                for (int task = 0; task < 3; task++)
                    if (gradients[task][k] is { IsInvalid: false } gradient)
                        parameters[k].add_(gradient, -rate * weights[task]);
            }

            var losses = problem.Losses(1000);
            double value = (losses[0] + losses[2]).item<double>();
            for (int k = 0; k < parameters.Length; k++)
                parameters[k].copy_(start[k]);
            return value;
        }

        double[] expected = [.. Enumerable.Range(0, 3).Select(task =>
        {
            double[] up = [0.4, 0.4, 0.4], down = [0.4, 0.4, 0.4];
            (up[task], down[task]) = (up[task] + h, down[task] - h);
            return (ValidationAt(up) - ValidationAt(down)) / (2 * h);
        })];
        problem.Step(balancer);
        Numbers.AssertClose(expected, balancer.Slopes, 0.01 * expected.Max(Math.Abs));
        Assert.Contains(expected, slope => Math.Abs(slope) > 1e-3);
    }

    [Fact]
    public void Parameters_are_back_to_the_bit_before_the_gradient_is_taken()
    {
        var (problem, balancer) = (new SmallProblem(), new AutoLambda(3, lookAhead: 0.1));
        var before = Numbers.ToArray(problem.Model.parameters());
        double[] during = [];
        problem.Step(balancer, () => during = Numbers.ToArray(problem.Model.parameters()));
        Assert.Equal(before, during);
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_changes_nothing()
    {
        var model = new AffineModel(3, 2);
        var balancer = new AutoLambda(3, lookAhead: 0.5);
        var error = Assert.Throws<NonFiniteLossException>(() => balancer.Step(
            sample => model.Losses([0, 0, sample == 0 ? 0 : double.NaN], Train), model, () => Assert.Fail("The step should have been refused.")));
        Assert.Equal(2, error.Task);
        Assert.Null(model.Gradient);
        Assert.Equal([0, 0], Numbers.ToArray(model.SharedParameters[0]));
        Assert.Equal(0, balancer.Steps);
    }

    [Fact]
    public void It_needs_a_second_batch_and_tasks_that_exist()
    {
        var model = new AffineModel(3, 2);
        var error = Assert.Throws<InvalidOperationException>(() => new AutoLambda(3, 0.1).Backward(model.Losses(new double[3], Train), model));
        Assert.Contains("2 independent batches", error.Message);
        Assert.Contains("0 .. 2", Assert.Throws<ArgumentException>(() => new AutoLambda(3, 0.1, primaryTasks: [3])).Message);
        Assert.Throws<ArgumentException>(() => new AutoLambda(3, 0.1, primaryTasks: []));
    }
}
