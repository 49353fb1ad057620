using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class EqualWeightingTests
{
    [Fact]
    public void Sums_and_does_not_average()
    {
        var model = new AffineModel(tasks: 3, parameters: 2);
        var balancer = new EqualWeighting(3);
        double objective = balancer.Backward(model.Losses([1, 2, 4], [[1, 0], [0, 1], [2, -3]]), model);
        Assert.Equal(7, objective);
        Assert.Equal([3, -2], model.Gradient!);
        Assert.Equal([1, 1, 1], balancer.Weights);
        Assert.Equal([1, 2, 4], balancer.Losses);
    }
}
