using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

public class MomlTests
{
    [Fact]
    public void Worked_step()
    {
        // F f' = ((2, 0), (0, 1)) and w = (1/2, 1/2): s = (-1/2, 1/2) and (1/4, -1/4), opposite, so that a = (1/2, 1/2).
        var model = new AffineModel(2, 2);
        var balancer = new Moml(2, lookAhead: 1, learningRate: 1, UpdateRule.Sgd);
        balancer.Step(sample => model.Losses(new double[2], sample == 0 ? [[1, 0], [0, 1]] : [[2, 0], [0, 1]]), model, () => { });
        Numbers.AssertClose([-0.125, 0.125], balancer.Slopes, 1e-12);
        double first = 1 / (1 + Math.Exp(-0.25));
        Numbers.AssertClose([first, 1 - first], balancer.Weights, 1e-12);
        Numbers.AssertClose([first, 1 - first], model.Gradient!, 1e-12); // already with the new weights
    }

    [Fact]
    public void Task_slopes_agree_with_a_difference_quotient()
    {
        double[][] products = [[1, -2, 0.5], [0.3, 4, -1]];
        double[] logits = [0.2, -0.4, 0.7];
        double Loss(int k, double[] x) => -0.3 * products[k].Zip(x, (product, value) => product * Math.Exp(value)).Sum() / x.Sum(Math.Exp);
        var slopes = Moml.TaskSlopesOf(products, [.. logits.Select(x => Math.Exp(x) / logits.Sum(Math.Exp))], 0.3);
        for (int k = 0; k < 2; k++)
            for (int i = 0; i < 3; i++)
            {
                double[] up = [.. logits], down = [.. logits];
                (up[i], down[i]) = (up[i] + 1e-6, down[i] - 1e-6);
                Assert.Equal((Loss(k, up) - Loss(k, down)) / 2e-6, slopes[k][i], 8);
            }
    }

    [Fact]
    public void Slopes_are_those_of_the_validation_losses_after_the_imagined_step()
    {
        const double rate = 0.1, h = 1e-3;
        var (problem, balancer) = (new SmallProblem(), new Moml(3, rate, learningRate: 0));
        var parameters = problem.Model.parameters().ToArray();
        var start = parameters.Select(parameter => parameter.detach().clone()).ToArray();
        var gradients = problem.Losses(0).Select(loss => autograd.grad([loss], parameters, retain_graph: true, allow_unused: true)).ToArray();

        double[] ValidationAt(double[] logits)
        {
            using var _ = no_grad();
            for (int k = 0; k < parameters.Length; k++)
            {
                parameters[k].copy_(start[k]);
                for (int task = 0; task < 3; task++)
                    if (gradients[task][k] is { IsInvalid: false } gradient)
                        parameters[k].add_(gradient, -rate * Math.Exp(logits[task]) / logits.Sum(Math.Exp));
            }

            double[] values = [.. problem.Losses(1000).Select(loss => loss.item<double>())];
            for (int k = 0; k < parameters.Length; k++)
                parameters[k].copy_(start[k]);
            return values;
        }

        var columns = Enumerable.Range(0, 3).Select(task =>
        {
            double[] up = new double[3], down = new double[3];
            (up[task], down[task]) = (h, -h);
            return ValidationAt(up).Zip(ValidationAt(down), (more, less) => (more - less) / (2 * h)).ToArray();
        }).ToArray();
        double[][] rows = [.. Enumerable.Range(0, 3).Select(k => columns.Select(column => column[k]).ToArray())];
        var shares = Mgda.WeightsOf(Gram.Of(rows), [], MgdaNormalization.L2);
        double[] expected = [.. columns.Select(column => column.Zip(shares, (slope, share) => share * slope).Sum())];
        problem.Step(balancer);
        Numbers.AssertClose(expected, balancer.Slopes, 0.01 * rows.Max(row => row.Max(Math.Abs)));
        Assert.Contains(expected, slope => Math.Abs(slope) > 1e-5);
    }

    [Fact]
    public void Without_a_normalization_the_direction_is_the_shortest()
    {
        // s = (-1/2, 1/2), (-1/4, 1/4): the shorter one. Opposite slopes as in the worked step: none.
        double[] Slopes(double[][] validation)
        {
            var model = new AffineModel(2, 2);
            var balancer = new Moml(2, lookAhead: 1, normalization: MgdaNormalization.None);
            balancer.Step(sample => model.Losses(new double[2], sample == 0 ? [[1, 0], [0, 1]] : validation), model, () => { });
            return balancer.Slopes;
        }

        Numbers.AssertClose([-0.25, 0.25], Slopes([[2, 0], [1, 0]]), 1e-12);
        Numbers.AssertClose([0, 0], Slopes([[2, 0], [0, 1]]), 1e-12);
    }

    [Fact]
    public void A_validation_loss_that_weights_do_not_reach_leaves_them()
    {
        var model = new AffineModel(2, 2);
        var balancer = new Moml(2, lookAhead: 1, learningRate: 1, UpdateRule.Sgd);
        balancer.Step(sample => model.Losses(new double[2], sample == 0 ? [[1, 0], [0, 1]] : [[0, 0], [0, 1]]), model, () => { });
        Assert.Equal([0, 0], balancer.Slopes);
        Assert.Equal([0.5, 0.5], balancer.Weights);
    }
}
