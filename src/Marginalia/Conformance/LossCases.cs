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
        return Uncertainty(test, logVariances, new Likelihood[logVariances.Length]).Values;
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
        var (values, slopes) = Uncertainty(test, [.. sigma.Select(deviation => 2 * Math.Log(deviation))], likelihoods);
        values["grad_sigma"] = slopes.Zip(sigma, (slope, deviation) => slope * 2 / deviation).ToArray();
        return values;
    }

    private static (Dictionary<string, CaseValue> Values, double[] Slopes) Uncertainty(ConformanceCase test, double[] logVariances, Likelihood[] likelihoods)
    {
        var balancer = new UncertaintyWeighting(likelihoods, learningRate: null);
        using var trial = new BalancerTrial(balancer, logVariances.Length);
        using (no_grad())
            balancer.LogVariances.copy_(tensor(logVariances, ScalarType.Float64));
        var values = Weigh(test, trial);
        var slopes = balancer.LogVariances.grad!.data<double>().ToArray();
        values["grad_log_vars"] = slopes;
        return (values, slopes);
    }

    private static Dictionary<string, CaseValue> Weigh(ConformanceCase test, BalancerTrial trial) => new()
    {
        ["value"] = trial.Weigh(test.Inputs.Vector("losses")),
        ["weights"] = trial.Direction,
    };
}
