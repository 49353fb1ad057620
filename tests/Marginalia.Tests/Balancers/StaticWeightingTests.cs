using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class StaticWeightingTests
{
    [Fact]
    public void Weights_multiply_losses_and_gradients_as_they_are()
    {
        var (model, balancer) = (new AffineModel(2), new StaticWeighting(0.5, -3));
        Assert.Equal(0.5 * 4 - 3 * 2, balancer.Backward(model.Losses([4, 2], [1.0, 10.0]), model));
        Assert.Equal([0.5 - 30], model.Gradient!);
        Assert.Equal([0.5, -3], balancer.Weights);
    }

    [Fact]
    public void The_mean_is_the_sum_divided_by_the_number_of_tasks()
    {
        var (model, balancer) = (new AffineModel(4), new MeanWeighting(4));
        Assert.Equal(2.5, balancer.Backward(model.Losses([1, 2, 3, 4], [1.0, 1, 1, 5]), model));
        Assert.Equal([2], model.Gradient!);
    }

    [Fact]
    public void A_weight_that_is_no_number_is_refused() =>
        Assert.Contains("[1, NaN]", Assert.Throws<ArgumentException>(() => new StaticWeighting(1, double.NaN)).Message);
}
