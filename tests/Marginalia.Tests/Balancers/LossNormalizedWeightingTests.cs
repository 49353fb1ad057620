using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class LossNormalizedWeightingTests
{
    [Fact]
    public void Every_loss_starts_at_one_and_weights_stay()
    {
        var (model, balancer) = (new AffineModel(2), new LossNormalizedWeighting(2));
        Assert.Equal(2, balancer.Backward(model.Losses([4, 0.5], new double[2]), model));
        Assert.Equal(0.5 + 0.5, balancer.Backward(model.Losses([2, 0.25], new double[2]), model));
        Assert.Equal([0.25, 2], balancer.Weights);
        Assert.Equal([4, 0.5], balancer.InitialLosses);
    }

    [Fact]
    public void The_start_can_be_the_mean_of_first_steps_in_which_weights_are_one()
    {
        var (model, balancer) = (new AffineModel(2), new LossNormalizedWeighting(2, initialSteps: 2));
        double[][] losses = [[6, 1], [2, 3], [1, 1]];
        var weights = losses.Select(step =>
        {
            balancer.Backward(model.Losses(step, new double[2]), model);
            return balancer.Weights;
        }).ToArray();
        Assert.Equal([1, 1], weights[0]);
        Assert.Equal([1, 1], weights[1]);
        Assert.Equal([0.25, 0.5], weights[2]);
    }

    [Fact]
    public void The_start_can_be_given()
    {
        var (model, balancer) = (new AffineModel(2), new LossNormalizedWeighting(2, [2, 8]));
        balancer.Backward(model.Losses([4, 0.5], new double[2]), model);
        Assert.Equal([0.5, 0.125], balancer.Weights);
    }

    [Fact]
    public void A_start_without_a_ratio_or_given_twice_is_refused()
    {
        var (model, balancer) = (new AffineModel(2), new LossNormalizedWeighting(2));
        Assert.Contains("[4, 0]", Assert.Throws<ArgumentException>(() => balancer.Backward(model.Losses([4, 0], new double[2]), model)).Message);
        Assert.Equal(0, balancer.Steps);
        Assert.Throws<ArgumentException>(() => new LossNormalizedWeighting(2, [1, -1]));
        Assert.Throws<ArgumentException>(() => new LossNormalizedWeighting(2, [1, 1], initialSteps: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LossNormalizedWeighting(2, initialSteps: 0));
    }
}
