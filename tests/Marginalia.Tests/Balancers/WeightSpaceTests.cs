using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

public class WeightSpaceTests
{
    private static readonly double[] Weights = [0.2, 1.9, 0.9];

    public static TheoryData<string> Names => ["linear", "log", "softmax"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_and_weights_convert_into_each_other(string name)
    {
        var space = Space(name);
        Numbers.AssertClose(Weights, space.ToWeights(space.ToParameters(Weights)), 1e-14);
        Numbers.AssertClose(space.ToParameters(Weights), space.Normalize(space.ToParameters(Weights)), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Slopes_follow_the_chain_rule(string name)
    {
        // The slope of f(w) = 2 w_0 - w_1 + 3 w_2 in p. For the log space w = exp(p): the normalization is not part of the slope.
        var space = Space(name);
        var p = space.ToParameters(Weights);
        double[] factors = [2, -1, 3];
        double Value(double[] parameters) => space.ToWeights(parameters).Zip(factors, (w, c) => w * c).Sum();
        var slopes = space.Slopes(Weights, factors);
        for (int i = 0; i < 3; i++)
        {
            const double h = 1e-6;
            double[] up = [.. p], down = [.. p];
            (up[i], down[i]) = (up[i] + h, down[i] - h);
            Assert.Equal((Value(up) - Value(down)) / (2 * h), slopes[i], 8);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Normalized_parameters_have_weights_of_sum_T(string name)
    {
        var space = Space(name);
        double[] moved = [.. space.ToParameters(Weights).Select((p, i) => p + 0.3 * i)];
        Assert.Equal(3, space.ToWeights(space.Normalize(moved)).Sum(), 12);
    }

    [Fact]
    public void A_negative_linear_weight_is_raised_to_the_minimum_before_scaling() =>
        Numbers.AssertClose([0.1 * 2 / 1.7, 1.6 * 2 / 1.7], WeightSpace.Linear(minimum: 0.1).Normalize([-0.4, 1.6]), 1e-14);

    [Fact]
    public void Log_weights_survive_any_scale() =>
        Numbers.AssertClose([2, 0], WeightSpace.Log.ToWeights(WeightSpace.Log.Normalize([2000, -2000])), 1e-12);

    private static WeightSpace Space(string name) => name switch
    {
        "linear" => WeightSpace.Linear(),
        "log" => WeightSpace.Log,
        _ => WeightSpace.Softmax,
    };
}
