using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Conformance;

/// <summary>
/// Methods that weight the losses of one step: the objective's value, the weights by which gradients reach the network, and the slopes of what
/// the method learns.
/// </summary>
internal static class LossCases
{
    public static Dictionary<string, CaseValue> Uncertainty(ConformanceCase test)
    {
        var logVariances = test.Inputs.Vector("log_vars");
        return Learned(test, new UncertaintyWeighting(new Likelihood[logVariances.Length], learningRate: null), logVariances, "grad_log_vars");
    }

    public static Dictionary<string, CaseValue> UncertaintyOriginal(ConformanceCase test)
    {
        var sigma = test.Inputs.Vector("sigma");
        Likelihood[] likelihoods = [.. test.Inputs.Words("task_types").Select(type => type switch
        {
            "regression" => Likelihood.Gaussian,
            "classification" => Likelihood.Softmax,
            _ => throw new UnknownMethodException($"inputs.task_types has '{type}', which is not known; known: regression, classification"),
        })];
        double[] logVariances = [.. sigma.Select(deviation => 2 * Math.Log(deviation))];
        var values = Learned(test, new SigmaUncertaintyWeighting(likelihoods, learningRate: null), sigma, "grad_sigma");
        values["grad_log_vars"] = Learned(test, new UncertaintyWeighting(likelihoods, learningRate: null), logVariances, "grad_log_vars")["grad_log_vars"];
        return values;
    }

    public static Dictionary<string, CaseValue> ImtlL(ConformanceCase test)
    {
        var scales = test.Inputs.Vector("s");
        return Learned(test, new ImtlL(scales.Length, learningRate: null), scales, "grad_s");
    }

    public static Dictionary<string, CaseValue> GeometricLoss(ConformanceCase test) => Weigh(test, tasks => new GeometricLoss(tasks));

    public static Dictionary<string, CaseValue> ScaleInvariant(ConformanceCase test) => Weigh(test, tasks => new ScaleInvariantWeighting(tasks));

    public static Dictionary<string, CaseValue> RandomLossWeighting(ConformanceCase test)
    {
        test.Parameters.ChoiceOrFirst("distribution", ("normal", true));
        var normals = test.Inputs.Vector("normals");
        return Weigh(test, _ => new RandomLossWeighting(normals.Length, total: test.Parameters.Number("sum", absent: 1)) { Normals = _ => normals });
    }

    public static Dictionary<string, CaseValue> SmoothTchebycheff(ConformanceCase test)
    {
        string variant = test.Parameters.Choice("variant", ("log", "log"), ("warm-up", "warm-up"), ("paper", "paper"));
        if (variant == "paper")
            return Weigh(test, _ => new SmoothTchebycheff(test.Inputs.Vector("preference"), test.Inputs.Vector("ideal"), test.Parameters.Number("mu")));
        if (variant == "warm-up")
            return Weigh(test, tasks => new LogSmoothTchebycheff(tasks, stepsPerEpoch: 1));

        double[] nadir = test.Inputs.Vector("nadir"), losses = test.Inputs.Vector("losses");
        double mu = test.Parameters.Number("mu");
        var values = Weigh(test, _ => new LogSmoothTchebycheff(nadir, mu));

        // Public code reports the value without its largest exponent.
        var exponents = losses.Zip(nadir, (loss, worst) => Math.Log(loss / worst) / mu).ToArray();
        values["value_minus_max"] = losses.Length * mu * Softmax.LogSumExp([.. exponents.Select(exponent => exponent - exponents.Max())]);
        return values;
    }

    private static Dictionary<string, CaseValue> Learned(ConformanceCase test, LearnedWeighting balancer, double[] learned, string slope)
    {
        using var trial = new BalancerTrial(balancer, learned.Length);
        var parameter = balancer.parameters().Single();
        using (no_grad())
            parameter.copy_(tensor(learned, ScalarType.Float64));
        var values = Weigh(test, trial);
        values[slope] = parameter.grad!.data<double>().ToArray();
        return values;
    }

    private static Dictionary<string, CaseValue> Weigh(ConformanceCase test, Func<int, Balancer> make)
    {
        int tasks = test.Inputs.Vector("losses").Length;
        using var trial = new BalancerTrial(make(tasks), tasks);
        return Weigh(test, trial);
    }

    private static Dictionary<string, CaseValue> Weigh(ConformanceCase test, BalancerTrial trial) => new()
    {
        ["value"] = trial.Weigh(test.Inputs.Vector("losses")),
        ["weights"] = trial.Direction,
    };
}
