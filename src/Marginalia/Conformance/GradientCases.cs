using Marginalia.Balancers;

namespace Marginalia.Conformance;

/// <summary>Methods that make one direction of J: it, and the weights of J's rows where a method has any.</summary>
internal static class GradientCases
{
    private static readonly (string, TaskPreference)[] Preferences = [("mean", TaskPreference.Mean), ("ones", TaskPreference.Sum)];

    public static Dictionary<string, CaseValue> Sum(ConformanceCase test) => Run(test, tasks => new EqualWeighting(tasks));

    public static Dictionary<string, CaseValue> Mean(ConformanceCase test) => Run(test, tasks => new MeanAggregation(tasks));

    public static Dictionary<string, CaseValue> Constant(ConformanceCase test) =>
        Run(test, _ => new ConstantAggregation(test.Inputs.Vector("task_weights")));

    public static Dictionary<string, CaseValue> Mgda(ConformanceCase test)
    {
        var normalization = test.Parameters.ChoiceOrFirst(
            "normalization",
            ("none", MgdaNormalization.None), ("l2", MgdaNormalization.L2), ("loss", MgdaNormalization.Loss), ("loss+", MgdaNormalization.LossAndL2));
        var values = Run(test, tasks => new Mgda(tasks, normalization));

        // The shortest vector itself, of which the method only uses the weights.
        var jacobian = test.Inputs.Matrix("J");
        var losses = LossesOf(test, jacobian.Length);
        var norms = jacobian.Select(row => Math.Sqrt(row.Sum(entry => entry * entry))).ToArray();
        var shortest = new double[jacobian[0].Length];
        foreach (var (task, weight) in values["weights"].Numbers.Index())
        {
            double divisor = normalization switch
            {
                MgdaNormalization.L2 => norms[task],
                MgdaNormalization.Loss => losses[task],
                MgdaNormalization.LossAndL2 => losses[task] * norms[task],
                _ => 1,
            };
            for (int column = 0; column < shortest.Length; column++)
                shortest[column] += weight / divisor * jacobian[task][column];
        }

        values["direction_of_normalized_gradients"] = shortest;
        return values;
    }

    public static Dictionary<string, CaseValue> PcGrad(ConformanceCase test)
    {
        test.Parameters.ChoiceOrFirst("reduction", ("sum", true));
        return Run(test, _ => new PcGrad(test.Inputs.Orders("order")));
    }

    public static Dictionary<string, CaseValue> GradVac(ConformanceCase test)
    {
        var targets = test.Inputs.Matrix("ema");
        double[,] square = new double[targets.Length, targets.Length];
        for (int row = 0; row < targets.Length; row++)
            for (int column = 0; column < targets.Length; column++)
                square[row, column] = targets[row][column];

        return Run(
            test,
            tasks => new GradVac(tasks, test.Parameters.Number("beta"), targets: square, order: test.Inputs.Orders("order")),
            (vaccine, values) => values["ema_after"] = vaccine.Targets.Cast<double>().Chunk(targets.Length).ToArray());
    }

    public static Dictionary<string, CaseValue> CaGrad(ConformanceCase test)
    {
        var rescaling = test.Parameters.Number("rescale", absent: 0) switch
        {
            0 => CaGradRescaling.None,
            1 => CaGradRescaling.OnePlusCSquared,
            2 => CaGradRescaling.OnePlusC,
            var other => throw new UnknownMethodException($"params.rescale {other} is not known; known: 0, 1, 2"),
        };
        return Run(test, tasks => new CaGrad(tasks, test.Parameters.Number("c"), rescaling));
    }

    public static Dictionary<string, CaseValue> ImtlG(ConformanceCase test) => Run(test, tasks => new ImtlG(tasks));

    public static Dictionary<string, CaseValue> AlignedMtl(ConformanceCase test)
    {
        var scale = test.Parameters.Choice(
            "scale_mode", ("min", AlignedMtlScale.Minimum), ("median", AlignedMtlScale.Median), ("rmse", AlignedMtlScale.RootMeanSquare));
        var preference = test.Parameters.Choice("preference", Preferences);
        double rankEpsilon = test.Parameters.Number("rank_eps", absent: 1.1920929e-7);
        return Run(test, tasks => new AlignedMtl(tasks, scale, preference, rankEpsilon));
    }

    public static Dictionary<string, CaseValue> UpGrad(ConformanceCase test)
    {
        var (preference, normEpsilon, regEpsilon) = ProjectionOf(test);
        return Run(test, tasks => new UpGrad(tasks, preference, normEpsilon, regEpsilon));
    }

    public static Dictionary<string, CaseValue> DualProjection(ConformanceCase test)
    {
        var (preference, normEpsilon, regEpsilon) = ProjectionOf(test);
        return Run(test, tasks => new DualProjection(tasks, preference, normEpsilon, regEpsilon));
    }

    public static Dictionary<string, CaseValue> ConFig(ConformanceCase test)
    {
        test.Parameters.ChoiceOrFirst("weights", ("equal", true));
        test.Parameters.ChoiceOrFirst("length", ("projection", true));
        return Run(test, tasks => new ConFig(tasks));
    }

    public static Dictionary<string, CaseValue> NashMtl(ConformanceCase test)
    {
        test.Parameters.Only("clip_eps", 1e-6);
        return Run(test, tasks => new NashMtl(tasks, test.Parameters.Number("max_norm", absent: 0)));
    }

    public static Dictionary<string, CaseValue> FairGrad(ConformanceCase test) => Run(test, tasks => new FairGrad(tasks, test.Parameters.Number("alpha")));

    public static Dictionary<string, CaseValue> GradDrop(ConformanceCase test)
    {
        test.Parameters.ChoiceOrFirst("purity_function", ("identity", true));
        int parameters = test.Inputs.Matrix("J")[0].Length;
        var uniform = test.Inputs.Vector("uniform");
        return uniform.Length == parameters
            ? Run(test, tasks => new GradDrop(tasks, test.Inputs.Has("leak") ? test.Inputs.Vector("leak") : null) { Uniform = uniform })
            : throw new FormatException($"inputs.uniform has {uniform.Length} numbers; expected one for each of {parameters} parameters");
    }

    public static Dictionary<string, CaseValue> Krum(ConformanceCase test)
    {
        bool squared = test.Parameters.ChoiceOrFirst("distance", ("squared", true), ("l2", false));
        return Run(test, tasks => new Krum(tasks, test.Parameters.Integer("n_byzantine"), test.Parameters.Integer("n_selected"), squared));
    }

    public static Dictionary<string, CaseValue> TrimmedMean(ConformanceCase test) =>
        Run(test, tasks => new TrimmedMean(tasks, test.Parameters.Integer("trim_number")));

    private static Dictionary<string, CaseValue> Run<T>(ConformanceCase test, Func<int, T> make, Action<T, Dictionary<string, CaseValue>>? addOthers = null)
        where T : Balancer
    {
        var jacobian = test.Inputs.Matrix("J");
        var balancer = make(jacobian.Length);
        using var trial = new BalancerTrial(balancer, jacobian[0].Length);
        trial.Backward(LossesOf(test, jacobian.Length), jacobian);
        Dictionary<string, CaseValue> values = new() { ["direction"] = trial.Direction };
        if (balancer.Weights.Length > 0)
            values["weights"] = balancer.Weights;
        addOthers?.Invoke(balancer, values);
        return values;
    }

    private static (TaskPreference Preference, double NormEpsilon, double RegEpsilon) ProjectionOf(ConformanceCase test) =>
        (test.Parameters.ChoiceOrFirst("preference", Preferences), test.Parameters.Number("norm_eps", absent: 0), test.Parameters.Number("reg_eps", absent: 0));

    // Directions of most methods do not depend on the losses, which a case may then leave out.
    private static double[] LossesOf(ConformanceCase test, int tasks) =>
        test.Inputs.Has("losses") ? test.Inputs.Vector("losses") : [.. Enumerable.Repeat(1.0, tasks)];
}
