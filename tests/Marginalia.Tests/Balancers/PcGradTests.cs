using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers;

public class PcGradTests
{
    private static readonly double[][] Rows = [[1, 0, 0], [-1, 1, 0], [-1, 0, 1]];

    [Fact]
    public void The_order_matters_for_three_tasks()
    {
        // First gradient (1, 0, 0): on the second it becomes (1/2, 1/2, 0), and from there on the third (1/4, 1/2, 1/4).
        double[] FirstOnly(int[] order)
        {
            double[] w = PcGrad.WeightsOf(Gram.Of(Rows), [order, [], []]);
            return GramianMethods.Combine([w[0], w[1] - 1, w[2] - 1], Rows);
        }

        Numbers.AssertClose([0.25, 0.5, 0.25], FirstOnly([1, 2]), 1e-15);
        Numbers.AssertClose([0.25, 0.25, 0.5], FirstOnly([2, 1]), 1e-15);
    }

    [Fact]
    public void Its_own_gradient_is_skipped() => Assert.Equal(
        PcGrad.WeightsOf(Gram.Of(Rows), [[1, 2], [0, 2], [0, 1]]), PcGrad.WeightsOf(Gram.Of(Rows), [[1, 0, 2], [0, 1, 2], [0, 1, 2]]));

    [Fact]
    public void Every_task_and_every_step_has_its_own_order()
    {
        var first = TaskOrder.Draw(20, seed: 1, step: 0);
        Assert.All(first, order => Assert.Equal(Enumerable.Range(0, 20), order.Order()));
        Assert.Equal(20, first.Select(order => string.Join(",", order)).Distinct().Count());
        Assert.NotEqual(first[0], TaskOrder.Draw(20, seed: 1, step: 1)[0]);
        Assert.NotEqual(first[0], TaskOrder.Draw(20, seed: 2, step: 0)[0]);
        Assert.Equal(first[0], TaskOrder.Draw(20, seed: 1, step: 0)[0]);
    }

    [Fact]
    public void The_step_counter_is_all_the_state_that_the_orders_need()
    {
        var balancer = new PcGrad(3, seed: 5);
        double[] Step(PcGrad steps)
        {
            var model = new AffineModel(3, 3);
            steps.Backward(model.Losses([1, 1, 1], Rows), model);
            return model.Gradient!;
        }

        for (int step = 0; step < 4; step++)
            Step(balancer);
        var loaded = new PcGrad(3, seed: 5);
        loaded.load_state_dict(balancer.state_dict());
        for (int step = 0; step < 4; step++)
            Assert.Equal(Step(balancer), Step(loaded));
    }

    [Fact]
    public void An_order_of_something_else_than_tasks_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new PcGrad([[1], [2]]));
        Assert.Throws<ArgumentException>(() => PcGrad.WeightsOf(Gram.Of(Rows), [[1], [0]]));
    }
}
