using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

public class UncertaintyWeightingTests
{
    private static readonly double[] Losses = [4, 0.25];
    private static readonly Likelihood[] Regressions = [Likelihood.Gaussian, Likelihood.Gaussian];

    [Fact]
    public void Worked_numbers_at_the_start()
    {
        // s = 0: slope 1/2 - L/2, objective sum L/2.
        Assert.Equal([-1.5, 0.375], UncertaintyWeighting.SlopesOf(Losses, [0, 0], Regressions));
        Assert.Equal([0.5, 0.5], UncertaintyWeighting.WeightsOf([0, 0], Regressions));
        Assert.Equal(2.125, ValueAt(0));
    }

    [Fact]
    public void At_the_optimum_every_weighted_loss_is_one_half()
    {
        double[] optimum = [Math.Log(4), Math.Log(0.25)];
        Numbers.AssertClose([0, 0], UncertaintyWeighting.SlopesOf(Losses, optimum, Regressions), 1e-15);
        Numbers.AssertClose([0.125, 2], UncertaintyWeighting.WeightsOf(optimum, Regressions), 1e-15);

        Likelihood[] classifications = [Likelihood.Softmax, Likelihood.Softmax];
        double[] classificationOptimum = [Math.Log(8), Math.Log(0.5)];
        Numbers.AssertClose([0, 0], UncertaintyWeighting.SlopesOf(Losses, classificationOptimum, classifications), 1e-15);
    }

    [Fact]
    public void Your_optimizer_finds_the_noise_of_the_tasks()
    {
        var model = new AffineModel(2);
        var balancer = new UncertaintyWeighting(2, learningRate: null);
        var optimizer = optim.SGD(balancer.parameters(), 0.2);
        for (int step = 0; step < 400; step++)
        {
            optimizer.zero_grad();
            balancer.Backward(model.Losses(Losses, new double[2]), model);
            optimizer.step();
        }

        Numbers.AssertClose([Math.Log(4), Math.Log(0.25)], Numbers.ToArray(balancer.LogVariances), 1e-4);
        Numbers.AssertClose([0.125, 2], balancer.Weights, 1e-3);
    }

    [Fact]
    public void Its_own_optimizer_finds_it_too_and_leaves_no_gradient_behind()
    {
        var model = new AffineModel(2);
        var balancer = new UncertaintyWeighting(2, learningRate: 0.05);
        for (int step = 0; step < 400; step++)
            balancer.Backward(model.Losses(Losses, new double[2]), model);
        Numbers.AssertClose([Math.Log(4), Math.Log(0.25)], Numbers.ToArray(balancer.LogVariances), 1e-3);
        Assert.Null(balancer.LogVariances.grad);
    }

    [Fact]
    public void The_first_own_step_is_the_learning_rate_against_the_slope()
    {
        var model = new AffineModel(2);
        var balancer = new UncertaintyWeighting(2, learningRate: 0.05);
        balancer.Backward(model.Losses(Losses, new double[2]), model);
        Numbers.AssertClose([0.5, 0.5], balancer.Weights, 0); // from before the update
        Numbers.AssertClose([0.05, -0.05], Numbers.ToArray(balancer.LogVariances), 1e-8);
    }

    [Fact]
    public void Slopes_agree_with_autograd()
    {
        Likelihood[] likelihoods = [Likelihood.Gaussian, Likelihood.Softmax];
        var s = tensor(new[] { 0.3, -0.7 }, requires_grad: true);
        var factors = tensor(new[] { 0.5, 1.0 });
        ((-s).exp() * factors * tensor(Losses) + s * 0.5).sum().backward();
        Numbers.AssertClose(Numbers.ToArray(s.grad!), UncertaintyWeighting.SlopesOf(Losses, [0.3, -0.7], likelihoods), 1e-14);
    }

    [Fact]
    public void Gradients_of_the_log_variances_add_up_like_all_gradients()
    {
        var model = new AffineModel(2);
        var balancer = new UncertaintyWeighting(2, learningRate: null);
        balancer.Backward(model.Losses(Losses, new double[2]), model);
        balancer.Backward(model.Losses(Losses, new double[2]), model);
        Assert.Equal([-3, 0.75], Numbers.ToArray(balancer.LogVariances.grad!));
    }

    [Fact]
    public void The_start_can_be_chosen()
    {
        var balancer = new UncertaintyWeighting(3, initialLogVariance: -0.5);
        Assert.Equal([-0.5, -0.5, -0.5], Numbers.ToArray(balancer.LogVariances));
    }

    private static double ValueAt(double logVariance)
    {
        var model = new AffineModel(2);
        return new UncertaintyWeighting(2, initialLogVariance: logVariance).Backward(model.Losses(Losses, new double[2]), model);
    }
}
