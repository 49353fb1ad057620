using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers;

public class ImtlTests
{
    private static readonly double[][] Rows = [[2, 0], [-1, 1]];

    [Fact]
    public void The_weights_are_those_of_the_scaled_losses()
    {
        double[] s = [Math.Log(3), Math.Log(0.5)];
        double[][] scaled = [[6, 0], [-0.5, 0.5]];
        double[] expected = GramianMethods.Combine(ImtlG.WeightsOf(Gram.Of(scaled)), scaled);
        Numbers.AssertClose(expected, GramianMethods.Combine(Imtl.WeightsOf(Gram.Of(Rows), s), Rows), 1e-14);
    }

    [Fact]
    public void The_first_step_is_plain_and_scales_move_after_it()
    {
        var model = new AffineModel(2, 2);
        var balancer = new Imtl(2, learningRate: 0.1);
        balancer.Backward(model.Losses([4, 0.25], Rows), model);
        Numbers.AssertClose(ImtlG.WeightsOf(Gram.Of(Rows)), balancer.Weights, 1e-15);
        Numbers.AssertClose([-0.1, 0.1], balancer.Scales, 1e-7); // Adam: the rate against the sign of exp(s) L - 1
    }

    [Fact]
    public void Scaled_losses_end_at_one()
    {
        var balancer = new Imtl(2, learningRate: 0.05);
        var model = new AffineModel(2, 2);
        for (int step = 0; step < 400; step++)
            balancer.Backward(model.Losses([4, 0.25], Rows), model);
        Numbers.AssertClose([-Math.Log(4), Math.Log(4)], balancer.Scales, 1e-3);
    }

    [Fact]
    public void Heads_get_the_gradient_of_their_scaled_loss()
    {
        var problem = new SmallProblem();
        var plain = new ImtlG(3);
        var scaled = new Imtl(3, initialScale: Math.Log(2));
        double[] Heads(Balancer balancer)
        {
            problem.Model.zero_grad();
            balancer.Backward(problem.Losses(0), problem.Model);
            return Numbers.ToArray(problem.Model.TaskParameters(1).Select(parameter => parameter.grad!));
        }

        Numbers.AssertClose([.. Heads(plain).Select(x => 2 * x)], Heads(scaled), 1e-12);
    }
}
