using Marginalia.Balancers;
using Marginalia.Diagnostics;
using Marginalia.Tests.Balancers;

namespace Marginalia.Tests.Diagnostics;

public class XRayTests
{
    // G = [[4, -2], [-2, 2]], 135 degrees between them; the shortest convex combination is (.2, .6).
    private static readonly double[][] Conflict = [[2, 0], [-1, 1]];

    private static XRay Seen(Balancer balancer, double[][] jacobian, int steps = 1, int every = 1)
    {
        var model = new AffineModel(jacobian.Length, jacobian[0].Length);
        var xray = new XRay(balancer, every: every);
        for (int step = 0; step < steps; step++)
        {
            model.zero_grad();
            xray.Step(_ => model.Losses([.. jacobian.Select(_ => 1.0)], jacobian), model, () => { });
        }

        return xray;
    }

    [Fact]
    public void A_frame_holds_what_can_be_computed_on_paper()
    {
        var frame = Assert.Single(Seen(new EqualWeighting(2), Conflict).Frames);
        Assert.Equal(new double[,] { { 4, -2 }, { -2, 2 } }, frame.Gramian);
        Assert.Equal(-Math.Sqrt(0.5), frame.Cosine(0, 1), 12);
        Assert.Equal([2, Math.Sqrt(2)], frame.Norms);
        Assert.Equal(Math.Sqrt(2), frame.NormRatio, 12);
        Assert.Equal([2, 0], frame.Projections); // d = (1, 1)
        Assert.Equal(Math.Sqrt(2), frame.DirectionNorm, 12);
        Assert.Equal(Math.Sqrt(0.5), frame.Alignment(0), 12);
        Assert.Equal(0, frame.Alignment(1), 12);
        Assert.Equal(1, frame.CosineToSum, 12);
        Assert.False(frame.Acted);
        Assert.Equal(Math.Cos(Math.PI * 135 / 360), frame.Stationarity, 9); // half the angle
        Assert.Equal([1.0, 1], frame.Weights);
        Assert.Equal(0, frame.Step);
    }

    [Fact]
    public void Stationarity_does_not_depend_on_the_scale_of_a_loss()
    {
        Assert.Equal(1, Seen(new EqualWeighting(2), [[1, 0], [1e6, 0]]).Frames[0].Stationarity, 9);
        Assert.Equal(0, Seen(new EqualWeighting(2), [[1, 0], [-1e6, 0]]).Frames[0].Stationarity, 7);
        Assert.Equal(0, Seen(new EqualWeighting(2), [[1, 0], [0, 0]]).Frames[0].Stationarity, 9);
    }

    [Fact]
    public void A_balancer_that_turns_the_direction_is_caught_at_it()
    {
        var frame = Assert.Single(Seen(new Mgda(2), Conflict).Frames); // d = (.2, .6)
        Assert.Equal(0.8 / Math.Sqrt(0.4) / Math.Sqrt(2), frame.CosineToSum, 9);
        Assert.True(frame.Acted);
    }

    [Fact]
    public void Gradients_that_were_there_before_do_not_count()
    {
        var model = new AffineModel(2, 2);
        var xray = new XRay(new EqualWeighting(2), every: 1);
        for (int step = 0; step < 2; step++)
            xray.Backward(model.Losses([1, 1], Conflict), model);
        Assert.Equal(xray.Frames[0].Projections, xray.Frames[1].Projections);
        Assert.Equal([2, 2], model.Gradient!);
    }

    [Fact]
    public void Every_tenth_step_is_looked_at_unless_told_otherwise()
    {
        Assert.Equal([0L, 10, 20], Seen(new EqualWeighting(2), Conflict, steps: 25, every: 10).Frames.Select(frame => frame.Step));
        Assert.Equal([0L, 1, 2], Seen(new EqualWeighting(2), Conflict, steps: 3).Frames.Select(frame => frame.Step));
    }

    [Fact]
    public void Training_is_the_same_to_the_bit_with_and_without_it()
    {
        var (plain, seen) = (new SmallProblem(), new SmallProblem());
        var (balancer, xray) = (new GradNorm(3), new XRay(new GradNorm(3), every: 2));
        for (int step = 0; step < 6; step++)
        {
            plain.Step(balancer);
            seen.Step(xray);
            Assert.Equal(balancer.Weights, xray.Weights);
            Assert.Equal(balancer.Losses, xray.Losses);
        }

        Assert.Equal(6, xray.Steps);
        Assert.Equal(Numbers.ToArray(plain.Model.parameters()), Numbers.ToArray(seen.Model.parameters()));
        Assert.Contains("balancer.weight_parameters", xray.state_dict().Keys);
    }

    [Fact]
    public void What_the_balancer_refuses_is_refused_the_same_way()
    {
        var model = new AffineModel(2, 2);
        var xray = new XRay(new EqualWeighting(2), every: 1);
        Assert.Equal(1, Assert.Throws<NonFiniteLossException>(() => xray.Backward(model.Losses([1, double.NaN], Conflict), model)).Task);
        Assert.Throws<ArgumentException>(() => xray.Backward(model.Losses([1], [[1, 0]]), model));
        Assert.Equal(0, Assert.Throws<NonFiniteGradientException>(() => xray.Backward([model.SharedParameters[0].sqrt().sum(), model.Losses([1], [[1, 1]])[0]], model)).Task);
        Assert.Empty(xray.Frames);
    }

    [Fact]
    public void It_says_in_words_what_it_sees()
    {
        var seen = Seen(new EqualWeighting(2), Conflict).Summary;
        Assert.Contains("the gradients of task 0 and task 1 agree least: their cosine is -0.71 in the mean and below 0 at 100 % of the steps", seen);
        Assert.Contains("The gradient of task 0 is 1.41 times as long as that of task 1", seen);
        Assert.Contains("EqualWeighting leaves the direction of the plain sum as it is", seen);
        Assert.Contains("the shortest convex combination of the gradients' unit vectors has length 0.38, at the start 0.38", seen);

        Assert.Contains("no two gradients point against each other", Seen(new EqualWeighting(2), [[1, 0], [1, 1]]).Summary);
        Assert.Contains("Mgda turns the direction away from the plain sum at 100 % of the steps, to a cosine of 0.89", Seen(new Mgda(2), Conflict).Summary);
        Assert.Contains("100 % of the steps work against task 1", Seen(new EqualWeighting(2), [[3, 0], [-1, 1]]).Summary);
        Assert.Contains("hardly any direction lowers all losses", Seen(new EqualWeighting(2), [[1, 0], [-1, 1e-9]]).Summary);
        Assert.Contains("nothing seen yet", new XRay(new EqualWeighting(2)).Summary);
    }

    [Fact]
    public void Shares_of_the_time_add_up()
    {
        var (losses, gradient, update) = Seen(new EqualWeighting(2), Conflict, steps: 3).TimeShares;
        Assert.Equal(1, losses + gradient + update, 9);
        Assert.All([losses, gradient, update], share => Assert.InRange(share, 0, 1));
    }

    [Fact]
    public void It_renders_as_figures_with_the_sentence()
    {
        var xray = Seen(new GradNorm(2), Conflict, steps: 4);
        var html = Render(xray, "text/html");
        Assert.Contains("agree least", html);
        Assert.Contains("Cosines between gradients", html);
        Assert.Contains("<svg", xray.Figures().ToSvg());
        Assert.Contains("X-ray", Render(xray, "text/plain"));
        Assert.Contains("nothing seen yet", Render(new XRay(new EqualWeighting(2)), "text/html"));
    }

    [Fact]
    public void One_task_zero_gradients_and_many_tasks_are_drawn_too()
    {
        foreach (var jacobian in new double[][][] { [[1, 2]], [[0, 0], [0, 0]], [.. Enumerable.Range(1, 12).Select(i => new double[] { i, -1 })] })
        {
            var xray = Seen(new EqualWeighting(jacobian.Length), jacobian);
            Assert.Contains("EqualWeighting", xray.Summary);
            if (jacobian[0][0] != 0)
                Assert.Contains("<svg", xray.Figures().ToSvg());
        }
    }

    [Fact]
    public void Names_must_be_those_of_the_tasks() =>
        Assert.Contains("given 1 names, the balancer has 2 tasks", Assert.Throws<ArgumentException>(() => new XRay(new EqualWeighting(2), ["a"])).Message);

    private static string Render(XRay xray, string type)
    {
        using var writer = new StringWriter();
        var formatter = new XRayFormats().CreateTypeFormatters().Cast<MimeFormatter<XRay>>().Single(formatter => formatter.MimeType == type);
        Assert.True(formatter.Format(xray, writer));
        return writer.ToString();
    }
}
