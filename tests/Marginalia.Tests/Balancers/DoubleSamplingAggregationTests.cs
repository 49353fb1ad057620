using Marginalia.Balancers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

public class DoubleSamplingAggregationTests
{
    private static readonly double[][] Conflict = [[2, 0], [-1, 1]];

    [Fact]
    public void MoDo_on_paper()
    {
        // J1 J2' = [[2, 0], [-1, 1]] [[1, 0], [0, 3]]' = [[2, 0], [-1, 3]]; with lambda = (1/2, 1/2): (1, 1) and rho lambda = (0.1, 0.1).
        // lambda - 0.1 (1.1, 1.1) is projected back to (1/2, 1/2); a larger second product moves it.
        double[][] second = [[1, 0], [0, 3]], third = [[10, 0], [0, 100]];
        var balancer = new MoDo(2, gamma: 0.1, rho: 0.2);
        Numbers.AssertClose([5, 50], Step(balancer, Conflict, second, third), 1e-12);
        Assert.Equal([2, 0, -1, 3], balancer.Gramian!.Cast<double>());

        // J1 J2' = [[2, 0], [-1, 7]]: (1, 3); lambda - 0.1 (1.1, 3.1) = (0.39, 0.19), which is 0.42 short of sum 1.
        var other = new MoDo(2, gamma: 0.1, rho: 0.2);
        Numbers.AssertClose([6, 40], Step(other, Conflict, [[1, 0], [0, 7]], third), 1e-12);
        Numbers.AssertClose([0.6, 0.4], other.Weights, 1e-12);
    }

    [Fact]
    public void The_order_of_the_samples_matters()
    {
        // (J1 J2') lambda is not (J2 J1') lambda.
        double[][] second = [[1, 0], [0, 7]];
        var (one, other) = (new MoDo(2, gamma: 0.1), new MoDo(2, gamma: 0.1));
        Step(one, Conflict, second, Conflict);
        Step(other, second, Conflict, Conflict);
        Assert.Equal([2, 0, -1, 7], one.Gramian!.Cast<double>());
        Assert.Equal([2, -1, 0, 7], other.Gramian!.Cast<double>());
        Assert.NotEqual(one.Weights, other.Weights);
    }

    [Fact]
    public void Without_noise_both_tend_to_the_shortest_combination()
    {
        double[] shortest = Mgda.WeightsOf(new double[,] { { 4, -2 }, { -2, 2 } }, [], MgdaNormalization.None);
        Numbers.AssertClose([0.4, 0.6], shortest, 1e-12);
        var (modo, sdmgrad) = (new MoDo(2, gamma: 0.1, rho: 0), new SdmGrad(2, lambda: 0, learningRate: 0.1));
        for (int step = 0; step < 200; step++)
        {
            Step(modo, Conflict, Conflict, Conflict);
            Step(sdmgrad, Conflict, Conflict, Conflict);
        }

        Numbers.AssertClose(shortest, modo.Weights, 1e-12);
        Numbers.AssertClose(shortest, sdmgrad.Weights, 1e-12);
    }

    [Fact]
    public void SdmGrad_moves_w_as_torch_does()
    {
        double[,] gramian = { { 3, -1, 0.5 }, { -2, 2, 0.3 }, { 0.1, 0.4, -1 } };
        double[] start = [0.2, 0.5, 0.3];
        const double lambda = 0.3;
        var matrix = tensor(gramian) / 2; // the mean of |diagonal| is 2
        var w = new Parameter(tensor(start));
        var optimizer = optim.SGD([w], 0.2, momentum: 0.5);
        for (int iteration = 0; iteration < 6; iteration++)
        {
            w.grad = matrix.matmul(w.detach() + lambda / 3);
            optimizer.step();
            using var _ = no_grad();
            // The projection by bisection: max(w - threshold, 0) has sum 1.
            double low = -10, high = 10;
            for (int halving = 0; halving < 100; halving++)
                (low, high) = (w - (low + high) / 2).clamp_min(0).sum().item<double>() > 1 ? ((low + high) / 2, high) : (low, (low + high) / 2);
            w.copy_((w - low).clamp_min(0));
        }

        Numbers.AssertClose(Numbers.ToArray(w), SdmGrad.WeightsOf(gramian, start, lambda, 0.2, 0.5, 6), 1e-12);
        Assert.NotEqual(start, SdmGrad.WeightsOf(gramian, start, lambda, 0.2, 0.5, 6));
    }

    [Fact]
    public void SdmGrad_adds_the_mean_gradient()
    {
        // With a rate of 0, w stays 1/T and so does (w + lambda / T) / (1 + lambda); then w alone, then mostly the mean.
        var still = new SdmGrad(2, learningRate: 0);
        Numbers.AssertClose([0.5, 0.5], Step(still, Conflict, Conflict, Conflict), 1e-12);
        var near = new SdmGrad(2, lambda: 1e6);
        Step(near, Conflict, Conflict, Conflict);
        Numbers.AssertClose([0.5, 0.5], near.Weights, 1e-6);

        var balancer = new SdmGrad(2, lambda: 1, learningRate: 0.1, iterations: 1);
        Step(balancer, Conflict, Conflict, Conflict);
        // G = [[4, -2], [-2, 2]] / 3, w + 1/2 = (1, 1): w = (1/2 - 0.1 2/3, 1/2), projected: (1/2 - 0.1/3, 1/2 + 0.1/3); then (w + 1/2) / 2.
        Numbers.AssertClose([0.5 - 0.05 / 3, 0.5 + 0.05 / 3], balancer.Weights, 1e-12);
    }

    [Fact]
    public void The_scale_of_gradients_does_not_matter_to_SdmGrad()
    {
        var (one, other) = (new SdmGrad(2), new SdmGrad(2));
        double[][] tiny = [[2e-8, 0], [-1e-8, 1e-8]];
        Step(one, Conflict, Conflict, Conflict);
        Step(other, tiny, tiny, tiny);
        Numbers.AssertClose(one.Weights, other.Weights, 1e-9);
        double[][] none = [[0, 0], [0, 0]];
        Assert.Equal([0, 0], Step(new SdmGrad(2), none, none, none));
    }

    [Fact]
    public void Settings_outside_of_their_range_are_refused()
    {
        Func<object>[] creations =
        [
            () => new MoDo(2, gamma: -1), () => new MoDo(2, rho: -1), () => new SdmGrad(2, lambda: -1), () => new SdmGrad(2, learningRate: -1),
            () => new SdmGrad(2, momentum: 1), () => new SdmGrad(2, iterations: 0),
        ];
        Assert.All(creations, create => Assert.Throws<ArgumentOutOfRangeException>(() => create()));
    }

    private static double[] Step(DoubleSamplingAggregation balancer, params double[][][] samples)
    {
        var model = new AffineModel(samples[0].Length, samples[0][0].Length);
        balancer.Step(sample => model.Losses([.. samples[sample].Select(_ => 1.0)], samples[sample]), model, () => { });
        return model.Gradient!;
    }
}
