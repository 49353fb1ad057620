using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

/// <summary>Methods that are one function of the losses: their weights are its slopes.</summary>
public class ScalarizationTests
{
    private static readonly double[] Losses = [4, 0.25, 1];

    public static TheoryData<string> Names => ["GeometricLoss", "ScaleInvariantWeighting", "SmoothTchebycheff", "LogSmoothTchebycheff", "LogSmoothTchebycheff, warm-up"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_are_the_slopes_of_the_objective(string name)
    {
        const double h = 1e-6;
        var (_, weights) = At(name, Losses);
        for (int task = 0; task < 3; task++)
        {
            double[] up = [.. Losses], down = [.. Losses];
            (up[task], down[task]) = (up[task] + h, down[task] - h);
            Assert.Equal((At(name, up).Value - At(name, down).Value) / (2 * h), weights[task], 7);
        }
    }

    [Theory]
    [InlineData("GeometricLoss", 0)]
    [InlineData("GeometricLoss", -2)]
    [InlineData("ScaleInvariantWeighting", 0)]
    [InlineData("LogSmoothTchebycheff", 0)]
    [InlineData("LogSmoothTchebycheff, warm-up", -1)]
    public void A_loss_without_a_logarithm_is_named(string name, double bad)
    {
        var error = Assert.Throws<ArgumentException>(() => At(name, [1, bad, 1]));
        Assert.Contains($"the loss of task 1 is {bad}", error.Message);
        Assert.Contains("add a constant", error.Message);
    }

    [Fact]
    public void Geometric_mean_worked_by_hand()
    {
        var (value, weights) = At("GeometricLoss", Losses);
        Assert.Equal(1, value, 12);
        Numbers.AssertClose([1.0 / 12, 4.0 / 3, 1.0 / 3], weights, 1e-12);
    }

    [Theory]
    [InlineData(1e-40)]
    [InlineData(1e35)]
    public void The_product_of_losses_may_leave_the_range_of_numbers(double loss)
    {
        var losses = Enumerable.Repeat(loss, 10).ToArray(); // the product is 1e-400 or 1e350
        Assert.Equal(1, GeometricLoss.ValueOf(losses) / loss, 10);
        Numbers.AssertClose(Enumerable.Repeat(0.1, 10).ToArray(), GeometricLoss.WeightsOf(losses), 1e-12);
    }

    [Fact]
    public void Sum_of_logarithms_ignores_the_scale_of_a_loss()
    {
        double[] scale = [100, 0.001, 1];
        Numbers.AssertClose([0.25, 4, 1], ScaleInvariantWeighting.WeightsOf(Losses), 1e-14);
        var scaled = ScaleInvariantWeighting.WeightsOf([.. Losses.Zip(scale, (loss, c) => c * loss)]);
        Numbers.AssertClose([0.25, 4, 1], [.. scaled.Zip(scale, (w, c) => w * c)], 1e-12); // the gradient c g has weight w / c
    }

    [Fact]
    public void Log_Tchebycheff_worked_by_hand()
    {
        // log ratios (log 1/2, log 1/2, 0); divided by mu = 1/2 their exponentials are (1/4, 1/4, 1).
        double[] losses = [1, 0.5, 2], nadir = [2, 1, 2];
        Assert.Equal(3 * 0.202732554, LogSmoothTchebycheff.ValueOf(losses, nadir, 0.5), 8);
        Numbers.AssertClose([3 / 6.0, 2 * 3 / 6.0, 3 * 4 / 6.0 / 2], LogSmoothTchebycheff.WeightsOf(losses, nadir, 0.5), 1e-12);
    }

    [Fact]
    public void A_small_mu_leaves_the_worst_task_alone()
    {
        double[] preference = [0.5, 0.3, 0.2], ideal = [0.1, 0, 0];
        Assert.Equal(0.5 * 3.9, SmoothTchebycheff.ValueOf(Losses, preference, ideal, 1e-4), 9);
        Numbers.AssertClose([0.5, 0, 0], SmoothTchebycheff.WeightsOf(Losses, preference, ideal, 1e-4), 1e-12);
        Numbers.AssertClose([0, 0, 3], LogSmoothTchebycheff.WeightsOf([1, 1, 1], [2, 2, 1], 1e-3), 1e-12);
    }

    [Fact]
    public void The_nadir_is_the_mean_of_the_epoch_after_the_warm_up()
    {
        double[][] losses = [[9, 9], [8, 8], [3, 1], [1, 2], [1, 0.75]]; // two steps per epoch, one epoch of warm-up
        var (model, balancer) = (new AffineModel(2), new LogSmoothTchebycheff(2, stepsPerEpoch: 2, mu: 0.5, warmUpEpochs: 1));
        foreach (var step in losses)
        {
            Assert.Equal(step == losses[4] ? [2, 1.5] : [0, 0], balancer.Nadir);
            balancer.Backward(model.Losses(step, new double[2]), model);
            if (step != losses[4])
                Numbers.AssertClose([1 / step[0], 1 / step[1]], balancer.Weights, 1e-12);
        }

        Numbers.AssertClose([1, 1 / 0.75], balancer.Weights, 1e-12); // both at half of their nadir
    }

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Contains("[1, 0]", Assert.Throws<ArgumentException>(() => new LogSmoothTchebycheff([1, 0])).Message);
        Assert.Contains("[1, -1]", Assert.Throws<ArgumentException>(() => new SmoothTchebycheff([1, -1], [0, 0], 1)).Message);
        Assert.Throws<ArgumentException>(() => new SmoothTchebycheff([0, 0], [0, 0], 1));
        Assert.Throws<ArgumentException>(() => new SmoothTchebycheff([1, 1], [0], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmoothTchebycheff([1, 1], [0, 0], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogSmoothTchebycheff(2, stepsPerEpoch: 0));
    }

    private static (double Value, double[] Weights) At(string name, double[] losses)
    {
        LossWeighting balancer = name switch
        {
            "GeometricLoss" => new GeometricLoss(3),
            "ScaleInvariantWeighting" => new ScaleInvariantWeighting(3),
            "SmoothTchebycheff" => new SmoothTchebycheff([0.2, 0.5, 0.3], [0.1, 0, -1], mu: 0.7),
            "LogSmoothTchebycheff" => new LogSmoothTchebycheff([2, 1, 3], mu: 0.7),
            _ => new LogSmoothTchebycheff(3, stepsPerEpoch: 2),
        };
        var model = new AffineModel(3);
        double value = balancer.Backward(model.Losses(losses, new double[3]), model);
        return (value, balancer.Weights);
    }
}
