using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers;

public class GradVacTests
{
    private static readonly double[][] Rows = [[2, 0], [-1, 1]];

    [Fact]
    public void Worked_numbers()
    {
        // cos = -0.707107; a target of 0.5 adds 1.577350 g_2 to g_1.
        var (w, targets) = GradVac.WeightsOf(Gram.Of(Rows), [[1], []], new double[,] { { 0, 0.5 }, { 0.5, 0 } }, beta: 0.5);
        Numbers.AssertClose([1, 2.577350], w, 1e-6);
        Numbers.AssertClose([0, (0.5 - Math.Sqrt(0.5)) / 2, 0.5, 0], [.. targets.Cast<double>()], 1e-12);
    }

    [Fact]
    public void Targets_follow_the_cosines_whether_they_pull_or_not()
    {
        var balancer = new GradVac(2, beta: 0.5);
        var model = new AffineModel(2, 2);
        double[][] agreeing = [[1, 0], [1, 1]];
        balancer.Backward(model.Losses([1, 1], agreeing), model);
        double cosine = Math.Sqrt(0.5);
        Numbers.AssertClose([0, cosine / 2, cosine / 2, 0], [.. balancer.Targets.Cast<double>()], 1e-12);
        Numbers.AssertClose([2, 1], model.Gradient!, 1e-12);
        balancer.Backward(model.Losses([1, 1], agreeing), model);
        Numbers.AssertClose([0, 0.75 * cosine, 0.75 * cosine, 0], [.. balancer.Targets.Cast<double>()], 1e-12);
    }

    [Fact]
    public void Moving_averages_keep_their_digits_where_more_tasks_than_parameters_cancel()
    {
        // After two pulls h is 1e-6 of what it was, and its cosine with the fourth gradient is exact on paper: -sqrt(1/2).
        double[][] rows = [[1, 1e-6], [-1, 0], [1, 0], [-1, -1]];
        var balancer = new GradVac(4, beta: 1, order: [[1, 3], [], [], []]);
        var model = new AffineModel(4, 2);
        balancer.Backward(model.Losses([1, 1, 1, 1], rows), model);
        Assert.Equal(-Math.Sqrt(0.5), balancer.Targets[0, 3], 12);
    }

    [Fact]
    public void A_target_of_one_is_approached()
    {
        var (w, _) = GradVac.WeightsOf(Gram.Of(Rows), [[1], []], new double[,] { { 0, 1 }, { 0, 0 } }, beta: 0.5);
        var pulled = GramianMethods.Combine([w[0], w[1] - 1], Rows);
        Assert.Equal(1, Gram.Dot(pulled, Rows[1]) / GramianMethods.Norm(pulled) / GramianMethods.Norm(Rows[1]), 8);
    }

    [Fact]
    public void Saved_and_loaded_it_goes_on_with_the_same_bits()
    {
        double[][][] steps = [.. Enumerable.Range(0, 8).Select(seed => new JacobianSample(JacobianKind.FullRank, 4, 6, 4, 0, seed).Rows)];
        double[] Step(GradVac balancer, double[][] rows)
        {
            var model = new AffineModel(4, 6);
            balancer.Backward(model.Losses([1, 1, 1, 1], rows), model);
            return model.Gradient!;
        }

        var whole = new GradVac(4, seed: 3);
        foreach (var rows in steps[..4])
            Step(whole, rows);
        var loaded = new GradVac(4, seed: 3);
        loaded.load_state_dict(whole.state_dict());
        foreach (var rows in steps[4..])
            Assert.Equal(Step(whole, rows), Step(loaded, rows));
    }

    [Fact]
    public void Bad_settings_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradVac(2, beta: 1.5));
        Assert.Throws<ArgumentException>(() => new GradVac(2, targets: new double[3, 3]));
        Assert.Throws<ArgumentException>(() => new GradVac(2, targets: new double[,] { { 0, 2 }, { 0, 0 } }));
        Assert.Throws<ArgumentException>(() => new GradVac(2, order: [[1], [2]]));
    }
}
