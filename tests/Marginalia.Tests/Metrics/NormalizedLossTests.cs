using Marginalia.Metrics;

namespace Marginalia.Tests.Metrics;

public class NormalizedLossTests
{
    private static readonly double[] Losses = [1, 30, 2], Initial = [4, 60, 20];

    [Fact]
    public void Worked_numbers()
    {
        Assert.Equal([0.25, 0.5, 0.1], NormalizedLoss.Ratios(Losses, Initial));
        Assert.Equal(0.85 / 3, NormalizedLoss.Mean(Losses, Initial), 12);
        Assert.Equal(0.5, NormalizedLoss.Worst(Losses, Initial));
        Assert.Equal(5, NormalizedLoss.Spread(Losses, Initial));
    }

    [Fact]
    public void It_does_not_depend_on_the_scale_of_a_task() =>
        Assert.Equal(NormalizedLoss.Mean(Losses, Initial), NormalizedLoss.Mean([1, 3000, 2], [4, 6000, 20]), 12);

    [Fact]
    public void Impossible_initial_losses_are_refused()
    {
        Assert.Throws<ArgumentException>(() => NormalizedLoss.Ratios([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => NormalizedLoss.Ratios([1], [0]));
        Assert.Throws<ArgumentException>(() => NormalizedLoss.Ratios([], []));
    }
}
