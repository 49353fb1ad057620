using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers;

public class MgdaTests
{
    private static readonly double[][] Rows = [[2, 0], [-1, 1]];

    [Fact]
    public void Two_tasks_have_a_closed_form()
    {
        // gamma = clip((c - b) / (a + c - 2 b), 0, 1) for G = ((a, b), (b, c))
        Assert.Equal([1, 0], Mgda.WeightsOf(new double[,] { { 1, 2 }, { 2, 5 } }, [], MgdaNormalization.None)); // a vertex, exactly
        Numbers.AssertClose([0.4, 0.6], Mgda.WeightsOf(Gram.Of(Rows), [], MgdaNormalization.None), 1e-15);
    }

    [Fact]
    public void A_normalization_finds_weights_on_divided_gradients()
    {
        double[] losses = [4, 0.5];
        double[][] byNorm = [[1, 0], [-Math.Sqrt(0.5), Math.Sqrt(0.5)]], byLoss = [[0.5, 0], [-2, 2]];
        double[][] byBoth = [[0.25, 0], [-2 * Math.Sqrt(0.5), 2 * Math.Sqrt(0.5)]];
        double[] Plain(double[][] rows) => Mgda.WeightsOf(Gram.Of(rows), [], MgdaNormalization.None);
        double[] Normalized(MgdaNormalization normalization) => Mgda.WeightsOf(Gram.Of(Rows), losses, normalization);
        Numbers.AssertClose([0.5, 0.5], Normalized(MgdaNormalization.L2), 1e-15); // unit vectors count alike
        Numbers.AssertClose(Plain(byNorm), Normalized(MgdaNormalization.L2), 1e-15);
        Numbers.AssertClose(Plain(byLoss), Normalized(MgdaNormalization.Loss), 1e-15);
        Numbers.AssertClose(Plain(byBoth), Normalized(MgdaNormalization.LossAndL2), 1e-15);
    }

    [Fact]
    public void The_weights_are_applied_to_the_raw_gradients()
    {
        var model = new AffineModel(2, 2);
        new Mgda(2, MgdaNormalization.L2).Backward(model.Losses([4, 0.5], Rows), model);
        Numbers.AssertClose([0.5, 0.5], model.Gradient!, 1e-15);
    }

    [Theory]
    [InlineData(MgdaNormalization.L2, 1, 0)]
    [InlineData(MgdaNormalization.Loss, -1, 1)]
    [InlineData(MgdaNormalization.LossAndL2, 0, 1)]
    public void A_divisor_that_is_not_positive_is_refused(MgdaNormalization normalization, double loss, double norm)
    {
        var error = Assert.Throws<ArgumentException>(() => Mgda.WeightsOf(Gram.Of([[1, 0], [0, norm]]), [1, loss], normalization));
        Assert.Contains("task 1", error.Message);
    }
}
