using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>Every case of the loss weightings without a fixture of their own, through <see cref="Balancer.Backward"/> in float64.</summary>
public class LossConformanceTests
{
    public static TheoryData<string> Ids => [.. ConformanceCase.IdsOf("conformance-losses")];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        var test = ConformanceCase.Of(id);
        Action<ConformanceCase> run = test.Method switch
        {
            "FAMO" => FamoCase,
            "ExcessMTL" => ExcessMtlCase,
            "IMTL-L" => ImtlLCase,
            _ => Scalarization,
        };

        if (test.MustFail)
            Assert.Throws<NonFiniteLossException>(() => run(test));
        else if (test.MayFail)
            Assert.Throws<ArgumentException>(() => run(test)); // a refusal is among the accepted answers, and ours
        else
            run(test);
    }

    [Fact]
    public void Every_case_is_there() => Assert.Equal(18 + 18 + 13 + 16 + 43 + 24 + 10, ConformanceCase.IdsOf("conformance-losses").Count());

    private static void Scalarization(ConformanceCase test)
    {
        int tasks = test.Vector("losses").Length;
        double Mu() => test.Params.GetProperty("mu").GetDouble();
        LossWeighting balancer = (test.Method, test.Params.TryGetProperty("variant", out var variant) ? variant.GetString() : null) switch
        {
            ("GLS", _) => new GeometricLoss(tasks),
            ("SI", _) => new ScaleInvariantWeighting(tasks),
            ("RLW", _) => new RandomLossWeighting(tasks, total: test.Params.GetProperty("sum").GetDouble()) { Normals = _ => test.Vector("normals") },
            ("STCH", "log") => new LogSmoothTchebycheff(test.Vector("nadir"), Mu()),
            ("STCH", "paper") => new SmoothTchebycheff(test.Vector("preference"), test.Vector("ideal"), Mu()),
            ("STCH", "warm-up") => new LogSmoothTchebycheff(tasks, stepsPerEpoch: 1),
            _ => throw new InvalidOperationException($"{test.Id}: no balancer for {test.Method} {variant}"),
        };
        test.AssertExpected("value", Backward(balancer, test.Vector("losses")));
        test.AssertExpected("weights", balancer.Weights);
    }

    private static void ImtlLCase(ConformanceCase test)
    {
        var balancer = new ImtlL(test.Vector("losses").Length, learningRate: null);
        using (no_grad())
            balancer.Scales.copy_(tensor(test.Vector("s")));
        test.AssertExpected("value", Backward(balancer, test.Vector("losses")));
        test.AssertExpected("weights", balancer.Weights);
        test.AssertExpected("grad_s", Numbers.ToArray(balancer.Scales.grad!));
    }

    private static void FamoCase(ConformanceCase test)
    {
        double Number(string name) => test.Params.GetProperty(name).GetDouble();
        var balancer = new Famo(
            test.Vector("min_losses").Length,
            Number("lr"),
            Number("gamma"),
            test.Vector("min_losses"),
            test.Params.GetProperty("optimizer").GetString() == "adam" ? UpdateRule.Adam : UpdateRule.Sgd);
        var model = new AffineModel(balancer.TaskCount);
        var steps = test.Matrix("losses_before").Zip(test.Matrix("losses_after"), (before, after) =>
        {
            var probabilities = balancer.Probabilities;
            double value = balancer.Step(_ => model.Losses(before, new double[before.Length]), model, () => before = after);
            return (Probabilities: probabilities, balancer.Weights, Value: value, balancer.Logits);
        }).ToArray();
        test.AssertExpected("weights", [.. steps.Select(step => step.Probabilities)]);
        test.AssertExpected("gradient_weights", [.. steps.Select(step => step.Weights)]);
        test.AssertExpected("values", [[.. steps.Select(step => step.Value)]]);
        test.AssertExpected("logits_after", [.. steps.Select(step => step.Logits)]);
    }

    private static void ExcessMtlCase(ConformanceCase test)
    {
        var rows = test.Inputs.GetProperty("J").EnumerateArray().Select(ConformanceCase.Matrix).ToArray();
        var balancer = new ExcessMtl(rows[0].Length, test.Params.GetProperty("step_size").GetDouble());
        var model = new AffineModel(rows[0].Length, rows[0][0].Length);
        test.AssertExpected("weights", [.. rows.Select(jacobian =>
        {
            balancer.Backward(model.Losses(new double[jacobian.Length], jacobian), model);
            return balancer.Weights;
        })]);
    }

    private static double Backward(LossWeighting balancer, double[] losses)
    {
        var model = new AffineModel(losses.Length);
        return balancer.Backward(model.Losses(losses, new double[losses.Length]), model);
    }
}
