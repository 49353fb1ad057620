using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class DynamicTaskPrioritizationTests
{
    [Theory]
    [InlineData(0.5, 1, 0.346574)]
    [InlineData(0.9, 1, 0.010536)]
    [InlineData(0.5, 2, 0.173287)]
    [InlineData(0.5, 0, 0.693147)]
    [InlineData(1, 0, 0)]
    public void Worked_numbers(double indicator, double gamma, double weight) =>
        Assert.Equal(weight, DynamicTaskPrioritization.WeightsOf([indicator], gamma)[0], 6);

    [Fact]
    public void Weights_follow_the_moving_average_of_what_is_reported_and_stay_in_between()
    {
        var model = new AffineModel(2);
        var balancer = new DynamicTaskPrioritization([0.1, 0.5], gamma: 1, rate: 0.25);
        double[] Weights()
        {
            balancer.Backward(model.Losses([3, 4], new double[2]), model);
            return balancer.Weights;
        }

        Assert.Equal(DynamicTaskPrioritization.WeightsOf([0.1, 0.5], 1), Weights());
        balancer.Report(0.5, 0.9);
        Numbers.AssertClose([0.2, 0.6], balancer.Indicators, 1e-15); // .25 x .5 + .75 x .1
        Assert.Equal(Weights(), Weights());
        Numbers.AssertClose(DynamicTaskPrioritization.WeightsOf([0.2, 0.6], 1), balancer.Weights, 1e-12);
    }

    [Fact]
    public void Harder_tasks_get_more()
    {
        var weights = DynamicTaskPrioritization.WeightsOf([0.2, 0.5, 0.9], 1);
        Assert.True(weights[0] > weights[1] && weights[1] > weights[2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void An_indicator_outside_of_its_range_is_named(double bad)
    {
        Assert.Contains($"task 1 is {bad}", Assert.Throws<ArgumentException>(() => new DynamicTaskPrioritization([0.5, bad])).Message);
        var balancer = new DynamicTaskPrioritization([0.5, 0.5]);
        Assert.Throws<ArgumentException>(() => balancer.Report(0.5, bad));
        Assert.Throws<ArgumentException>(() => balancer.Report(0.5));
        Assert.Equal([0.5, 0.5], balancer.Indicators);
    }
}
