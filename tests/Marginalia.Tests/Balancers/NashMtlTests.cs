using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers;

public class NashMtlTests
{
    private static readonly double[][] Rows = [[2, 0], [-1, 1]];

    [Fact]
    public void Two_tasks_have_a_closed_form()
    {
        // w_2 / w_1 = sqrt(a / c), w_1 = 1 / sqrt(a + b r) for G = ((a, b), (b, c))
        double ratio = Math.Sqrt(2), first = 1 / Math.Sqrt(4 - 2 * ratio);
        Numbers.AssertClose([first, first * ratio], NashMtl.WeightsOf(Gram.Of(Rows)), 1e-14);
    }

    [Fact]
    public void The_clip_shortens_what_is_longer_and_nothing_else()
    {
        double Length(double maxNorm) => GramianMethods.Norm(GramianMethods.Combine(NashMtl.WeightsOf(Gram.Of(Rows), maxNorm), Rows));
        Assert.Equal(Math.Sqrt(2), Length(0), 12);
        Assert.Equal(1, Length(1), 1e-6);
        Assert.Equal(Math.Sqrt(2), Length(2), 12);
    }

    [Fact]
    public void Weights_are_kept_between_the_steps_that_compute_them()
    {
        var balancer = new NashMtl(2) { Every = 2 };
        double[] Step(double[][] rows)
        {
            var model = new AffineModel(2, 2);
            balancer.Backward(model.Losses([1, 1], rows), model);
            return balancer.Weights;
        }

        var first = Step(Rows);
        Assert.Equal(first, Step([[5, 0], [0, 1]]));
        Numbers.AssertClose([0.2, 1], Step([[5, 0], [0, 1]]), 1e-12);
    }

    [Fact]
    public void FairGrad_with_alpha_one_is_the_same() => Assert.Equal(NashMtl.WeightsOf(Gram.Of(Rows)), FairGrad.WeightsOf(Gram.Of(Rows), 1));

    [Fact]
    public void A_refused_step_leaves_gradient_and_state_alone()
    {
        var model = new AffineModel(2, 2);
        var balancer = new NashMtl(2);
        balancer.Backward(model.Losses([1, 1], Rows), model);
        var gradient = model.Gradient;
        var error = Assert.Throws<SolverException>(() => balancer.Backward(model.Losses([1, 1], [[1, 1], [-1, -1]]), model));
        Assert.Contains("condition", error.Message);
        Assert.Equal(gradient, model.Gradient);
        Assert.Equal(1, balancer.Steps);
    }
}
