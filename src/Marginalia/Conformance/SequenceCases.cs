using Marginalia.Balancers;

namespace Marginalia.Conformance;

/// <summary>Methods with a memory, from their first step on: one row per step.</summary>
internal static class SequenceCases
{
    public static Dictionary<string, CaseValue> DynamicWeightAverage(ConformanceCase test)
    {
        double temperature = test.Parameters.Number("T");
        string variant = test.Parameters.ChoiceOrFirst("variant", ("epoch", "epoch_losses"), ("window", "iteration_losses"));
        bool single = test.Inputs.Has("history"); // one step, after these epochs
        var losses = test.Inputs.Matrix(single ? "history" : variant);
        if (single)
            losses = [.. losses, test.Inputs.Vector("losses")];
        LossWeighting balancer = variant == "epoch_losses"
            ? new DynamicWeightAverage(losses[0].Length, stepsPerEpoch: 1, temperature)
            : new WindowedDynamicWeightAverage(losses[0].Length, test.Parameters.Integer("window"), temperature);
        using var trial = new BalancerTrial(balancer, losses[0].Length);

        List<double[]> weights = [];
        double value = 0;
        foreach (var step in losses)
        {
            value = trial.Weigh(step);
            weights.Add(trial.Direction);
        }

        return single ? new() { ["weights"] = weights[^1], ["value"] = value } : new() { ["weights"] = weights.ToArray() };
    }

    public static Dictionary<string, CaseValue> GradNorm(ConformanceCase test)
    {
        var norms = test.Inputs.Matrix("grad_norms");
        var rule = Rule(test);
        var space = test.Parameters.Choice("variant", ("direct", WeightSpace.Linear()), ("softmax", WeightSpace.Softmax));
        var balancer = new GradNorm(norms[0].Length, test.Parameters.Number("alpha"), test.Parameters.Number("lr"), rule, space);
        using var trial = new BalancerTrial(balancer, 1);

        List<double[]> used = [], next = [], parameters = [], slopes = [];
        List<double> balanceLosses = [];
        foreach (var (losses, norm) in test.Inputs.Matrix("losses").Zip(norms))
        {
            trial.Backward(losses, [.. norm.Select(length => new[] { length })]);
            used.Add(balancer.Weights);
            next.Add(balancer.NextWeights);
            parameters.Add(balancer.get_buffer("weight_parameters")!.data<double>().ToArray());
            slopes.Add(Balancers.GradNorm.SlopesOf(balancer.GradientNorms, balancer.Targets, norm));
            balanceLosses.Add(Balancers.GradNorm.BalanceLossOf(balancer.GradientNorms, balancer.Targets));
        }

        return new()
        {
            ["weights"] = next.ToArray(),
            ["weights_used"] = used.ToArray(),
            ["params"] = parameters.ToArray(),
            ["grads"] = slopes.ToArray(),
            ["gradnorm_losses"] = balanceLosses.ToArray(),
        };
    }

    // Adam is the published one everywhere, so a case may leave its numbers out.
    private static UpdateRule Rule(ConformanceCase test)
    {
        test.Parameters.Only("betas", 0.9, 0.999);
        test.Parameters.Only("eps", 1e-8);
        return test.Parameters.Choice("optimizer", ("sgd", UpdateRule.Sgd), ("adam", UpdateRule.Adam));
    }
}
