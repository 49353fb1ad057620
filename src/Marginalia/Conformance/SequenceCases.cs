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
        var losses = single ? [.. test.Inputs.Rows("history"), test.Inputs.Vector("losses")] : test.Inputs.Matrix(variant);
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
        var allLosses = test.Inputs.Matrix("losses");
        if (allLosses.Length != norms.Length)
            throw new FormatException($"inputs.losses has {allLosses.Length} steps, inputs.grad_norms {norms.Length}");
        foreach (var (losses, norm) in allLosses.Zip(norms))
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

    public static Dictionary<string, CaseValue> Famo(ConformanceCase test)
    {
        var bounds = test.Inputs.Vector("min_losses");
        var balancer = new Famo(bounds.Length, test.Parameters.Number("lr"), test.Parameters.Number("gamma"), bounds, Rule(test));
        using var trial = new BalancerTrial(balancer, bounds.Length);
        double[][] before = test.Inputs.Matrix("losses_before"), after = test.Inputs.Matrix("losses_after");
        if (before.Length != after.Length)
            throw new FormatException($"inputs.losses_before has {before.Length} steps, inputs.losses_after {after.Length}");

        List<double[]> probabilities = [], weights = [], logits = [];
        List<double> objectives = [];
        foreach (var (start, end) in before.Zip(after))
        {
            probabilities.Add(balancer.Probabilities);
            objectives.Add(trial.Step(start, end));
            weights.Add(trial.Direction);
            logits.Add(balancer.Logits);
        }

        return new()
        {
            ["weights"] = probabilities.ToArray(),
            ["gradient_weights"] = weights.ToArray(),
            ["values"] = objectives.ToArray(),
            ["logits_after"] = logits.ToArray(),
        };
    }

    public static Dictionary<string, CaseValue> ExcessMtl(ConformanceCase test)
    {
        var jacobians = test.Inputs.Matrices("J");
        var balancer = new ExcessMtl(jacobians[0].Length, test.Parameters.Number("step_size"));
        using var trial = new BalancerTrial(balancer, jacobians[0][0].Length);
        List<double[]> weights = [];
        foreach (var jacobian in jacobians)
        {
            trial.Backward([.. jacobian.Select(_ => 1.0)], jacobian); // the weights do not depend on the losses
            weights.Add(balancer.Weights);
        }

        return new() { ["weights"] = weights.ToArray() };
    }

    // Adam is the published one everywhere, so a case may leave its numbers out.
    private static UpdateRule Rule(ConformanceCase test)
    {
        test.Parameters.Only("betas", 0.9, 0.999);
        test.Parameters.Only("eps", 1e-8);
        return test.Parameters.Choice("optimizer", ("sgd", UpdateRule.Sgd), ("adam", UpdateRule.Adam));
    }
}
