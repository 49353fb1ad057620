using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class ExcessMtlTests
{
    private static readonly double[][] First = [[2, 0], [-1, 1]], Second = [[2, 0], [0, 3]];

    [Fact]
    public void Worked_steps()
    {
        // First: S = g^2, so that e = sum |g| = (2, 2). Second: S = ((8, 0), (1, 10)), e = (4 / sqrt 8, 9 / sqrt 10).
        var (model, balancer) = (new AffineModel(2, 2), new ExcessMtl(2, rate: 0.5));
        Step(balancer, model, First);
        Assert.Equal([1, 1], balancer.Weights);
        Numbers.AssertClose([2, 2], balancer.Excess, 1e-6);

        Step(balancer, model, Second);
        Numbers.AssertClose([Math.Sqrt(2), 9 / Math.Sqrt(10)], balancer.Excess, 1e-6);
        double[] raw = [Math.Exp(0.5 * Math.Sqrt(2) / 2), Math.Exp(0.5 * 9 / Math.Sqrt(10) / 2)];
        Numbers.AssertClose([2 * raw[0] / raw.Sum(), 2 * raw[1] / raw.Sum()], balancer.Weights, 1e-6);
        Numbers.AssertClose([2 * balancer.Weights[0], 3 * balancer.Weights[1]], [.. model.Gradient!.Zip([1.0, 1.0], (sum, first) => sum - first)], 1e-12);
    }

    [Fact]
    public void Its_sums_of_squares_are_those_of_the_shared_parameters_alone()
    {
        var (problem, balancer) = (new SmallProblem(), new ExcessMtl(3));
        problem.Step(balancer);
        Assert.Equal([3, problem.Model.SharedParameters.Sum(parameter => parameter.numel())], balancer.get_buffer("squared_gradients")!.shape);
    }

    [Fact]
    public void A_task_without_a_gradient_at_the_start_is_named()
    {
        var (model, balancer) = (new AffineModel(2, 2), new ExcessMtl(2));
        Assert.Contains("task 1", Assert.Throws<ArgumentException>(() => Step(balancer, model, [[1, 2], [0, 0]])).Message);
        Assert.Equal(0, balancer.Steps);
        Assert.Equal(0, balancer.get_buffer("squared_gradients")!.numel());
    }

    [Fact]
    public void The_state_of_another_network_is_refused()
    {
        var balancer = new ExcessMtl(2);
        Step(balancer, new AffineModel(2, 2), First);
        var error = Assert.Throws<ArgumentException>(() => Step(balancer, new AffineModel(2, 3), [[1, 2, 3], [3, 2, 1]]));
        Assert.Contains("has 3 shared parameters, the state is of one with 2", error.Message);
    }

    private static void Step(ExcessMtl balancer, AffineModel model, double[][] jacobian) =>
        balancer.Backward(model.Losses([1, 1], jacobian), model);
}
