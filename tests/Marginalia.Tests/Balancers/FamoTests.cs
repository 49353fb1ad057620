using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class FamoTests
{
    private static readonly double[] Before = [2, 0.5], After = [1.6, 0.45];

    [Fact]
    public void Worked_step()
    {
        // z = (1/2, 1/2), c = 1 / (.25 + 1) = .8; delta = log (2 / 1.6, .5 / .45), slope z_i (delta_i - mean).
        var (model, balancer) = (new AffineModel(2), new Famo(2, learningRate: 1, gamma: 0, rule: UpdateRule.Sgd));
        double value = balancer.Backward(model.Losses(Before, [1.0, 10.0]), model);
        Numbers.AssertClose([0.2, 0.8], balancer.Weights, 1e-8);
        Numbers.AssertClose([8.2], model.Gradient!, 1e-7);
        Assert.Equal(0.8 * 0.5 * (Math.Log(2) + Math.Log(0.5)), value, 7);

        balancer.Adjust(model.Losses(After, new double[2]));
        Numbers.AssertClose([-0.029446, 0.029446], balancer.Logits, 1e-6);
        Numbers.AssertClose([0.029446, -0.029446], Famo.SlopesOf([0, 0], [0.223144, 0.105361]), 1e-6);
        Assert.True(balancer.Probabilities[0] < balancer.Probabilities[1]); // the task that fell most loses weight
    }

    [Fact]
    public void Slopes_agree_with_a_difference_quotient()
    {
        double[] logits = [0.3, -0.2, 0.5], falls = [0.1, 0.4, -0.2];
        double Fall(double[] x) => Exponentials(x).Zip(falls, (p, fall) => p * fall).Sum() / Exponentials(x).Sum();
        var slopes = Famo.SlopesOf(logits, falls);
        for (int i = 0; i < 3; i++)
        {
            double[] up = [.. logits], down = [.. logits];
            (up[i], down[i]) = (up[i] + 1e-6, down[i] - 1e-6);
            Assert.Equal((Fall(up) - Fall(down)) / 2e-6, slopes[i], 8);
        }

        static double[] Exponentials(double[] x) => [.. x.Select(Math.Exp)];
    }

    [Fact]
    public void Step_looks_at_the_same_batch_before_and_after_the_update()
    {
        var (model, whole, halves) = (new AffineModel(2), new Famo(2), new Famo(2));
        List<int> samples = [];
        bool updated = false;
        whole.Step(sample => { samples.Add(sample); return model.Losses(updated ? After : Before, new double[2]); }, model, () => updated = true);
        halves.Backward(model.Losses(Before, new double[2]), model);
        halves.Adjust(model.Losses(After, new double[2]));
        Assert.Equal([0, 0], samples);
        Assert.Equal(halves.Logits, whole.Logits);
        Assert.NotEqual([0, 0], whole.Logits);
    }

    [Fact]
    public void Its_direction_does_not_depend_on_the_scale_of_a_loss()
    {
        double[] Gradient(double scale)
        {
            var (model, balancer) = (new AffineModel(2, 2), new Famo(2, lowerBounds: [0, scale * 0.1]));
            for (int step = 0; step < 3; step++)
                balancer.Step(_ => model.Losses([Before[0], scale * Before[1]], [[1.0, 0.0], [0.0, scale]]), model, () => { });
            return model.Gradient!;
        }

        var (one, hundred) = (Gradient(1), Gradient(100));
        Assert.Equal(one[0] / one[1], hundred[0] / hundred[1], 6);
    }

    [Fact]
    public void Backward_without_Adjust_is_refused_and_so_is_the_reverse()
    {
        var (model, balancer) = (new AffineModel(2), new Famo(2));
        var losses = model.Losses(Before, new double[2]);
        Assert.Throws<InvalidOperationException>(() => balancer.Adjust(losses));
        balancer.Backward(losses, model);
        Assert.Contains("call Adjust", Assert.Throws<InvalidOperationException>(() => balancer.Backward(losses, model)).Message);
        balancer.Adjust(losses);
        balancer.Backward(losses, model);
        Assert.Equal(2, balancer.Steps);
    }

    [Fact]
    public void A_state_between_the_halves_of_a_step_is_whole()
    {
        var (model, saved, loaded) = (new AffineModel(2), new Famo(2), new Famo(2));
        saved.Backward(model.Losses(Before, new double[2]), model);
        loaded.load_state_dict(saved.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone()));
        saved.Adjust(model.Losses(After, new double[2]));
        loaded.Adjust(model.Losses(After, new double[2]));
        Assert.Equal(saved.Logits, loaded.Logits);
        Assert.NotEqual([0, 0], loaded.Logits);
    }

    [Fact]
    public void A_loss_below_its_bound_or_not_finite_is_named_and_leaves_the_logits()
    {
        var (model, balancer) = (new AffineModel(2), new Famo(2, lowerBounds: [0, 0.4]));
        var error = Assert.Throws<ArgumentException>(() => balancer.Backward(model.Losses([1, 0.3], new double[2]), model));
        Assert.Contains("task 1 is 0.3, not above its lower bound 0.4", error.Message);
        Assert.Equal(0, balancer.Steps);

        balancer.Backward(model.Losses(Before, new double[2]), model);
        Assert.Throws<ArgumentException>(() => balancer.Adjust(model.Losses([-1, 0.5], new double[2])));
        Assert.Equal(0, Assert.Throws<NonFiniteLossException>(() => balancer.Adjust(model.Losses([double.NaN, 0.5], new double[2]))).Task);
        Assert.Equal([0, 0], balancer.Logits);
        Assert.Throws<ArgumentException>(() => new Famo(2, lowerBounds: [0]));
    }
}
