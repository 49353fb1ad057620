using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class AccuracyTests
{
    [Fact]
    public void It_counts_the_largest_score_over_all_batches_until_reset()
    {
        var accuracy = new Accuracy();
        accuracy.Add(tensor(new double[] { 1, 2, 3, 4, 5, 0 }, 2, 3), tensor(new long[] { 2, 0 }));
        Assert.Equal(0.5, accuracy.Value);
        accuracy.Add(tensor(new double[] { 1, 0, 0, 0, 0, 1 }, 2, 3), tensor(new long[] { 0, 2 }));
        Assert.Equal(0.75, accuracy.Value);
        accuracy.Reset();
        Assert.Contains("nothing to average", Assert.Throws<InvalidOperationException>(() => accuracy.Value).Message);
    }

    [Fact]
    public void A_single_logit_says_yes_when_positive()
    {
        var accuracy = new Accuracy();
        accuracy.Add(tensor(new double[] { 2, -1, 0.5, -3 }, 4, 1), tensor(new long[] { 1, 0, 0, 0 }));
        Assert.Equal(0.75, accuracy.Value);
    }

    [Fact]
    public void Shapes_that_do_not_go_together_are_refused() =>
        Assert.Contains("[2, 3] and a target [3]", Assert.Throws<ArgumentException>(() => new Accuracy().Add(ones(2, 3), ones(3, int64))).Message);
}
