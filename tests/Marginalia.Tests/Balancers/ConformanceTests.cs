using System.Text.Json;
using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>
/// Every case of the balancers at hand, through <see cref="Balancer.Backward"/> in float64. Expected numbers come from the definitions and agree with
/// the public programs that each case names as its source.
/// </summary>
public class ConformanceTests
{
    public static TheoryData<string> Ids => [.. ConformanceCase.IdsOf("conformance")];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        var test = ConformanceCase.Of(id);
        Action<ConformanceCase> run = test.Method switch
        {
            "Sum" => EqualWeightingCase,
            "UW" or "UW-original" => UncertaintyWeightingCase,
            "DWA" => DynamicWeightAverageCase,
            "GradNorm" => GradNormCase,
            _ => throw new InvalidOperationException($"{id}: no balancer for {test.Method}"),
        };

        if (test.MustFail)
            Assert.Throws<NonFiniteLossException>(() => run(test));
        else if (test.MayFail)
            Assert.Throws<ArgumentException>(() => run(test)); // a refusal is among the accepted answers, and ours
        else
            run(test);
    }

    [Fact]
    public void Every_case_is_there() => Assert.Equal(28 + 16 + 16 + 38 + 40, ConformanceCase.IdsOf("conformance").Count());

    private static void EqualWeightingCase(ConformanceCase test)
    {
        var jacobian = test.Matrix("J");
        var model = new AffineModel(jacobian.Length, jacobian[0].Length);
        var balancer = new EqualWeighting(jacobian.Length);
        balancer.Backward(model.Losses(new double[jacobian.Length], jacobian), model);
        test.AssertExpected("direction", model.Gradient!);
        test.AssertExpected("weights", balancer.Weights);
    }

    private static void UncertaintyWeightingCase(ConformanceCase test)
    {
        var losses = test.Vector("losses");
        bool original = test.Method == "UW-original";
        var s = original ? [.. test.Vector("sigma").Select(sigma => 2 * Math.Log(sigma))] : test.Vector("log_vars");
        var likelihoods = original
            ? test.Inputs.GetProperty("task_types").EnumerateArray()
                .Select(type => type.GetString() == "regression" ? Likelihood.Gaussian : Likelihood.Softmax).ToArray()
            : new Likelihood[losses.Length];

        var balancer = new UncertaintyWeighting(likelihoods, learningRate: null);
        using (no_grad())
            balancer.LogVariances.copy_(tensor(s));
        var model = new AffineModel(losses.Length);
        double value = balancer.Backward(model.Losses(losses, new double[losses.Length]), model);

        test.AssertExpected("value", value);
        test.AssertExpected("weights", balancer.Weights);
        var slopes = Numbers.ToArray(balancer.LogVariances.grad!);
        test.AssertExpected("grad_log_vars", slopes);
        if (original)
            test.AssertExpected("grad_sigma", [.. slopes.Zip(test.Vector("sigma"), (slope, sigma) => slope * 2 / sigma)]);
    }

    private static void DynamicWeightAverageCase(ConformanceCase test)
    {
        double temperature = test.Params.GetProperty("T").GetDouble();
        string name = new[] { "history", "epoch_losses", "iteration_losses" }.Single(key => test.Inputs.TryGetProperty(key, out _));
        var history = test.Matrix(name);
        int tasks = history[0].Length;
        LossWeighting balancer = name == "iteration_losses"
            ? new WindowedDynamicWeightAverage(tasks, test.Params.GetProperty("window").GetInt32(), temperature)
            : new DynamicWeightAverage(tasks, stepsPerEpoch: 1, temperature);
        var model = new AffineModel(tasks);
        double[] Step(double[] losses)
        {
            balancer.Backward(model.Losses(losses, new double[tasks]), model);
            return balancer.Weights;
        }

        var weights = history.Select(Step).ToArray();
        if (name != "history")
        {
            test.AssertExpected("weights", weights);
            return;
        }

        var losses = test.Vector("losses");
        test.AssertExpected("value", balancer.Backward(model.Losses(losses, new double[tasks]), model));
        test.AssertExpected("weights", balancer.Weights);
    }

    private static void GradNormCase(ConformanceCase test)
    {
        var losses = test.Matrix("losses");
        var norms = test.Matrix("grad_norms");
        JsonElement setting = test.Params;
        Assert.Equal([0.9, 0.999], ConformanceCase.Vector(setting.GetProperty("betas")));
        bool direct = setting.GetProperty("variant").GetString() == "direct";
        var balancer = new GradNorm(
            tasks: losses[0].Length,
            alpha: setting.GetProperty("alpha").GetDouble(),
            learningRate: setting.GetProperty("lr").GetDouble(),
            rule: setting.GetProperty("optimizer").GetString() == "adam" ? UpdateRule.Adam : UpdateRule.Sgd,
            space: direct ? WeightSpace.Linear() : WeightSpace.Softmax);

        var model = new AffineModel(losses[0].Length);
        var steps = losses.Zip(norms, (loss, norm) =>
        {
            balancer.Backward(model.Losses(loss, norm), model);
            return (
                Used: balancer.Weights,
                Next: balancer.NextWeights,
                Parameters: Numbers.ToArray(balancer.get_buffer("weight_parameters")!),
                Slopes: GradNorm.SlopesOf(balancer.GradientNorms, balancer.Targets, norm),
                Loss: GradNorm.BalanceLossOf(balancer.GradientNorms, balancer.Targets));
        }).ToArray();

        if (direct)
        {
            test.AssertExpected("weights", [.. steps.Select(step => step.Next)]);
            test.AssertExpected("grads", [.. steps.Select(step => step.Slopes)]);
            test.AssertExpected("gradnorm_losses", [[.. steps.Select(step => step.Loss)]]);
        }
        else
        {
            test.AssertExpected("weights_used", [.. steps.Select(step => step.Used)]);
            test.AssertExpected("params", [.. steps.Select(step => step.Parameters)]);
        }
    }
}
