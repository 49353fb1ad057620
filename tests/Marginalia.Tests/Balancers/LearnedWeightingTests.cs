using Marginalia.Balancers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>Methods that learn one number per task together with the network.</summary>
public class LearnedWeightingTests
{
    private static readonly Likelihood[] Likelihoods = [Likelihood.Gaussian, Likelihood.Softmax];
    private static readonly double[] Losses = [4, 0.25];

    public static TheoryData<string> Names => ["log variance", "sigma", "revised", "IMTL-L"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Slopes_agree_with_a_difference_quotient_of_the_objective(string name)
    {
        const double h = 1e-6;
        double[] at = [0.7, 1.3];
        var slopes = At(name, at).Slopes;
        for (int task = 0; task < 2; task++)
        {
            double[] up = [.. at], down = [.. at];
            (up[task], down[task]) = (up[task] + h, down[task] - h);
            Assert.Equal((At(name, up).Value - At(name, down).Value) / (2 * h), slopes[task], 6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_are_the_slopes_of_the_objective_in_the_losses(string name)
    {
        double[] at = [0.7, 1.3];
        var (value, weights, _) = At(name, at);
        for (int task = 0; task < 2; task++) // the objective is linear in the losses
        {
            double[] more = [.. Losses];
            more[task]++;
            Assert.Equal(At(name, at, more).Value - value, weights[task], 10);
        }
    }

    [Theory]
    [InlineData("log variance")]
    [InlineData("sigma")]
    [InlineData("revised")]
    [InlineData("IMTL-L")]
    public void Its_own_optimizer_ends_where_the_slopes_are_zero(string name)
    {
        var balancer = Create(name, learningRate: 0.05);
        var model = new AffineModel(2);
        for (int step = 0; step < 1000; step++)
            balancer.Backward(model.Losses(Losses, new double[2]), model);
        double[] weighted = [.. balancer.Weights.Zip(Losses, (w, loss) => w * loss)], found = Numbers.ToArray(balancer.parameters().Single());
        if (name == "IMTL-L")
            Numbers.AssertClose([1, 1], weighted, 1e-3);
        else if (name == "revised") // 2 x^2 = L (1 + x) for x = sigma^2
            Numbers.AssertClose([.. Losses.Select(loss => Math.Sqrt((loss + Math.Sqrt(loss * loss + 8 * loss)) / 4))], found, 1e-3);
        else
            Numbers.AssertClose([0.5, 0.5], weighted, 1e-3);
    }

    [Fact]
    public void Both_forms_of_uncertainty_weighting_are_one_objective()
    {
        double[] sigmas = [0.7, 1.3];
        var (value, weights, slopes) = At("sigma", sigmas);
        var other = At("log variance", [.. sigmas.Select(sigma => 2 * Math.Log(sigma))]);
        Assert.Equal(other.Value, value, 12);
        Numbers.AssertClose(other.Weights, weights, 1e-12);
        Numbers.AssertClose([.. other.Slopes.Zip(sigmas, (slope, sigma) => slope * 2 / sigma)], slopes, 1e-12);
        Numbers.AssertClose([.. slopes.Select(slope => -slope)], At("sigma", [-0.7, -1.3]).Slopes, 1e-12); // only |sigma| counts
    }

    [Fact]
    public void The_revised_regularizer_is_never_negative()
    {
        Assert.Equal(0.5 + Math.Log(2), At("revised", [1, 1e-3], [1, 0]).Value - Math.Log(1 + 1e-6), 12);
        Numbers.AssertClose([0], [RevisedUncertaintyWeighting.SlopesOf([1], [1])[0]], 1e-15); // sigma = 1 is the optimum of L = 1
    }

    [Theory]
    [InlineData("sigma")]
    [InlineData("revised")]
    public void A_sigma_of_zero_is_refused(string name)
    {
        Assert.Contains("task 1", Assert.Throws<ArithmeticException>(() => At(name, [1, 0])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => name == "sigma"
            ? (Balancer)new SigmaUncertaintyWeighting(2, initialSigma: 0) : new RevisedUncertaintyWeighting(2, initialSigma: 0));
    }

    private static (double Value, double[] Weights, double[] Slopes) At(string name, double[] parameters, double[]? losses = null)
    {
        var balancer = Create(name, learningRate: null);
        Parameter parameter = balancer.parameters().Single();
        using (no_grad())
            parameter.copy_(tensor(parameters));
        var model = new AffineModel(2);
        double value = balancer.Backward(model.Losses(losses ?? Losses, new double[2]), model);
        return (value, balancer.Weights, Numbers.ToArray(parameter.grad!));
    }

    private static LearnedWeighting Create(string name, double? learningRate) => name switch
    {
        "log variance" => new UncertaintyWeighting(Likelihoods, learningRate),
        "sigma" => new SigmaUncertaintyWeighting(Likelihoods, learningRate),
        "revised" => new RevisedUncertaintyWeighting(2, learningRate),
        _ => new ImtlL(2, learningRate),
    };
}
