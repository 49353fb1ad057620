using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

/// <summary>Every case of the aggregations by Gramian, through <see cref="Balancer.Backward"/> in float64.</summary>
public class GramianConformanceTests
{
    public static TheoryData<string> Ids => [.. ConformanceCase.IdsOf("conformance-gramian")];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        var test = ConformanceCase.Of(id);
        var jacobian = test.Matrix("J");
        var losses = test.Inputs.TryGetProperty("losses", out _) ? test.Vector("losses") : new double[jacobian.Length];
        var model = new AffineModel(jacobian.Length, jacobian[0].Length);
        var balancer = Balancer(test, jacobian.Length);
        void Run() => balancer.Backward(model.Losses(losses, jacobian), model);

        if (test.MustFail)
        {
            Assert.True(Record.Exception(Run) is NonFiniteLossException or NonFiniteGradientException);
            Assert.Null(model.Gradient);
            return;
        }

        if (test.MayFail)
        {
            // A refusal and any finite direction are accepted.
            Assert.True(Record.Exception(Run) is null or SolverException or ArgumentException);
            Assert.True(model.Gradient is null || model.Gradient.All(double.IsFinite));
            return;
        }

        Run();
        test.AssertExpected("direction", model.Gradient!);
        if (test.Expects("weights"))
            test.AssertExpected("weights", balancer.Weights);
        if (balancer is GradVac vaccine)
            test.AssertExpected("ema_after", [.. vaccine.Targets.Cast<double>().Chunk(jacobian.Length)]);
        if (test.Expects("direction_of_normalized_gradients"))
            test.AssertExpected("direction_of_normalized_gradients", NormalizedDirection(test, balancer.Weights, losses, jacobian));
    }

    [Fact]
    public void Every_case_is_there() =>
        Assert.Equal(28 + 28 + 41 + 30 + 28 + 28 + 28 + 33 + 38 + 28 + 39 + 39 + 28, ConformanceCase.IdsOf("conformance-gramian").Count());

    private static GramianAggregation Balancer(ConformanceCase test, int tasks)
    {
        double Number(string name) => test.Params.GetProperty(name).GetDouble();
        string Word(string name) => test.Params.GetProperty(name).GetString()!;
        int[][] Order() => [.. test.Inputs.GetProperty("order").EnumerateArray().Select(list => list.EnumerateArray().Select(task => task.GetInt32()).ToArray())];
        TaskPreference Preference() => Word("preference") == "ones" ? TaskPreference.Sum : TaskPreference.Mean;
        return test.Method switch
        {
            "Mean" => new MeanAggregation(tasks),
            "Constant" => new ConstantAggregation(test.Vector("task_weights")),
            "MGDA" => new Mgda(tasks, Normalization(test)),
            "PCGrad" => new PcGrad(Order()),
            "GradVac" => new GradVac(tasks, Number("beta"), targets: Square(test.Matrix("ema")), order: Order()),
            "CAGrad" => new CaGrad(tasks, Number("c"), Number("rescale") switch
            {
                0 => CaGradRescaling.None,
                1 => CaGradRescaling.OnePlusCSquared,
                _ => CaGradRescaling.OnePlusC,
            }),
            "IMTL-G" => new ImtlG(tasks),
            "Nash-MTL" => new NashMtl(tasks, Number("max_norm")),
            "FairGrad" => new FairGrad(tasks, Number("alpha")),
            "Aligned-MTL" => new AlignedMtl(
                tasks,
                Word("scale_mode") switch { "min" => AlignedMtlScale.Minimum, "median" => AlignedMtlScale.Median, _ => AlignedMtlScale.RootMeanSquare },
                Preference(),
                Number("rank_eps")),
            "UPGrad" => new UpGrad(tasks, Preference(), Number("norm_eps"), Number("reg_eps")),
            "DualProj" => new DualProjection(tasks, Preference(), Number("norm_eps"), Number("reg_eps")),
            "ConFIG" => new ConFig(tasks),
            _ => throw new InvalidOperationException($"{test.Id}: no balancer for {test.Method}"),
        };
    }

    private static MgdaNormalization Normalization(ConformanceCase test) => test.Params.GetProperty("normalization").GetString() switch
    {
        "none" => MgdaNormalization.None,
        "l2" => MgdaNormalization.L2,
        "loss" => MgdaNormalization.Loss,
        _ => MgdaNormalization.LossAndL2,
    };

    private static double[] NormalizedDirection(ConformanceCase test, double[] weights, double[] losses, double[][] jacobian)
    {
        var normalization = Normalization(test);
        double Divisor(int task) =>
            (normalization is MgdaNormalization.L2 or MgdaNormalization.LossAndL2 ? GramianMethods.Norm(jacobian[task]) : 1)
            * (normalization is MgdaNormalization.Loss or MgdaNormalization.LossAndL2 ? losses[task] : 1);
        return GramianMethods.Combine([.. weights.Select((weight, task) => weight / Divisor(task))], jacobian);
    }

    private static double[,] Square(double[][] rows)
    {
        var matrix = new double[rows.Length, rows.Length];
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < rows.Length; j++)
                matrix[i, j] = rows[i][j];
        return matrix;
    }
}
