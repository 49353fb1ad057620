using Marginalia.Balancers;

namespace Marginalia.Conformance;

/// <summary>Methods that keep averages of the gradients: one direction per step, and the averages after the last.</summary>
internal static class TrackingCases
{
    public static Dictionary<string, CaseValue> MoCo(ConformanceCase test)
    {
        var projection = test.Parameters.Choice("projection", ("softmax", MoCoProjection.Softmax), ("simplex", MoCoProjection.Simplex));
        return Run(
            test,
            tasks => new MoCo(
                tasks,
                test.Parameters.Number("beta"),
                test.Parameters.Number("beta_sigma"),
                test.Parameters.Number("gamma"),
                test.Parameters.Number("gamma_sigma"),
                test.Parameters.Number("rho"),
                projection),
            "lambda",
            balancer => balancer.Lambda,
            "y_final");
    }

    public static Dictionary<string, CaseValue> DbMtl(ConformanceCase test) => Run(
        test,
        tasks => new DbMtl(tasks, test.Parameters.Number("beta"), test.Parameters.Number("beta_sigma")),
        "scales",
        balancer => balancer.Scales,
        "buffer_final");

    private static Dictionary<string, CaseValue> Run<T>(ConformanceCase test, Func<int, T> make, string stepName, Func<T, double[]> ofStep, string finalName)
        where T : Balancer
    {
        bool single = test.Inputs.IsVector("losses"); // one step
        double[][][] jacobians = single ? [test.Inputs.Matrix("J")] : test.Inputs.Matrices("J");
        double[][] losses = single ? [test.Inputs.Vector("losses")] : test.Inputs.Matrix("losses");
        if (jacobians.Length != losses.Length)
            throw new FormatException($"inputs.J has {jacobians.Length} steps, inputs.losses {losses.Length}");
        int parameters = jacobians[0][0].Length;
        var balancer = make(jacobians[0].Length);
        using var trial = new BalancerTrial(balancer, parameters);

        List<double[]> directions = [], perStep = [];
        foreach (var (jacobian, loss) in jacobians.Zip(losses))
        {
            trial.Backward(loss, jacobian);
            directions.Add(trial.Direction);
            perStep.Add(ofStep(balancer));
        }

        Dictionary<string, CaseValue> values = new()
        {
            ["direction"] = single ? directions[0] : directions.ToArray(),
            [stepName] = single ? perStep[0] : perStep.ToArray(),
        };
        if (balancer.get_buffer("tracked_gradients") is { } tracked && tracked.numel() > 0)
            values[finalName] = tracked.data<double>().ToArray().Chunk(parameters).ToArray();
        return values;
    }
}
