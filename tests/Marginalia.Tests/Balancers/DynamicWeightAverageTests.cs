using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class DynamicWeightAverageTests
{
    // Worked by hand: r = (1/2, 2/2, .5/.4) = (.5, 1, 1.25), exp(r/2) = (1.284025, 1.648721, 1.868246), sum 4.800992, times 3.
    private static readonly double[] Earlier = [2, 2, 0.4], Previous = [1, 2, 0.5], Worked = [0.802350, 1.030238, 1.167412];

    [Fact]
    public void Worked_numbers()
    {
        var weights = DynamicWeightAverage.WeightsOf(Previous, Earlier, temperature: 2);
        Numbers.AssertClose(Worked, weights, 1e-6);
        Assert.Equal(3, weights.Sum(), 12);
    }

    [Fact]
    public void Weights_are_ones_for_two_epochs_then_follow_the_epoch_means()
    {
        // Two steps per epoch; single steps differ from their epoch's mean, so that a ratio of steps would show.
        double[][] steps = [[3, 1, 0.3], [1, 3, 0.5], [0.5, 2, 0.9], [1.5, 2, 0.1], [9, 9, 9], [7, 7, 7]];
        var model = new AffineModel(3);
        var balancer = new DynamicWeightAverage(3, stepsPerEpoch: 2);
        var weights = steps.Select(losses =>
        {
            balancer.Backward(model.Losses(losses, new double[3]), model);
            return balancer.Weights;
        }).ToArray();

        foreach (var early in weights[..4])
            Assert.Equal([1, 1, 1], early);
        Numbers.AssertClose(Worked, weights[4], 1e-6);
        Assert.Equal(weights[4], weights[5]);
    }

    [Fact]
    public void A_rising_loss_gets_more_weight_and_a_high_temperature_none()
    {
        var weights = DynamicWeightAverage.WeightsOf([2, 1], [1, 1], temperature: 2);
        Assert.True(weights[0] > 1 && weights[1] < 1);
        Numbers.AssertClose([1, 1], DynamicWeightAverage.WeightsOf([2, 1], [1, 1], temperature: 1e9), 1e-8);
    }

    [Fact]
    public void A_loss_of_zero_has_no_ratio()
    {
        var error = Assert.Throws<ArgumentException>(() => DynamicWeightAverage.WeightsOf([1, 1], [1, 0], temperature: 2));
        Assert.Contains("task 1 went from 0 to 1", error.Message);
    }
}
