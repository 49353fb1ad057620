using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>Every case of the aggregations that need J itself, in float64.</summary>
public class JacobianConformanceTests
{
    public static TheoryData<string> Ids => [.. ConformanceCase.IdsOf("conformance-jacobian")];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        var test = ConformanceCase.Of(id);
        Action<ConformanceCase> run = test.Method switch
        {
            "GradDrop" => GradDropCase,
            "TrimmedMean" => TrimmedMeanCase,
            "Krum" => KrumCase,
            "MoCo" => MoCoCase,
            "DB-MTL" => DbMtlCase,
            _ => throw new InvalidOperationException($"{id}: no balancer for {test.Method}"),
        };

        if (test.MustFail)
            Assert.True(Record.Exception(() => run(test)) is ArgumentException or NonFiniteLossException or NonFiniteGradientException);
        else if (test.MayFail)
            Assert.Throws<ArgumentException>(() => run(test)); // a refusal is among the accepted answers, and ours
        else
            run(test);
    }

    [Fact]
    public void Every_case_is_there() => Assert.Equal(28 + 29 + 25 + 20 + 25, ConformanceCase.IdsOf("conformance-jacobian").Count());

    private static void GradDropCase(ConformanceCase test)
    {
        // Uniforms are given, so the pure function is asked; what is not finite is refused before it.
        var rows = test.Matrix("J");
        if (test.MustFail)
            Direction(new GradDrop(rows.Length), rows);
        var jacobian = tensor(rows.SelectMany(row => row).ToArray(), rows.Length, rows[0].Length, ScalarType.Float64);
        test.AssertExpected("direction", Numbers.ToArray(GradDrop.DirectionOf(jacobian, tensor(test.Vector("uniform")), test.Vector("leak"))));
    }

    private static void TrimmedMeanCase(ConformanceCase test)
    {
        var rows = test.Matrix("J");
        test.AssertExpected("direction", Direction(new TrimmedMean(rows.Length, test.Params.GetProperty("trim_number").GetInt32()), rows));
    }

    private static void KrumCase(ConformanceCase test)
    {
        var rows = test.Matrix("J");
        var balancer = new Krum(
            rows.Length,
            test.Params.GetProperty("n_byzantine").GetInt32(),
            test.Params.GetProperty("n_selected").GetInt32(),
            squared: test.Params.GetProperty("distance").GetString() == "squared");
        test.AssertExpected("direction", Direction(balancer, rows));
        test.AssertExpected("weights", balancer.Weights);
    }

    private static void MoCoCase(ConformanceCase test)
    {
        double Number(string name) => test.Params.GetProperty(name).GetDouble();
        var steps = Steps(test);
        var balancer = new MoCo(
            steps[0].Losses.Length,
            Number("beta"),
            Number("beta_sigma"),
            Number("gamma"),
            Number("gamma_sigma"),
            Number("rho"),
            test.Params.GetProperty("projection").GetString() == "softmax" ? MoCoProjection.Softmax : MoCoProjection.Simplex);
        var results = steps.Select(step => (Direction: Direction(balancer, step.Jacobian, step.Losses), balancer.Lambda)).ToArray();
        test.AssertExpected("direction", [.. results.Select(result => result.Direction)]);
        test.AssertExpected("lambda", [.. results.Select(result => result.Lambda)]);
        test.AssertExpected("y_final", Rows(balancer.get_buffer("tracked_gradients")!));
    }

    private static void DbMtlCase(ConformanceCase test)
    {
        var steps = Steps(test);
        var balancer = new DbMtl(steps[0].Losses.Length, test.Params.GetProperty("beta").GetDouble(), test.Params.GetProperty("beta_sigma").GetDouble());
        var directions = steps.Select(step => Direction(balancer, step.Jacobian, step.Losses)).ToArray();
        test.AssertExpected("direction", directions);
        if (steps.Length == 1)
            test.AssertExpected("scales", balancer.Scales);
        else
            test.AssertExpected("buffer_final", Rows(balancer.get_buffer("tracked_gradients")!));
    }

    private static (double[] Losses, double[][] Jacobian)[] Steps(ConformanceCase test) => test.Kind == "sequence"
        ? [.. test.Matrix("losses").Zip(test.Inputs.GetProperty("J").EnumerateArray().Select(ConformanceCase.Matrix))]
        : [(test.Vector("losses"), test.Matrix("J"))];

    private static double[] Direction(GradientAggregation balancer, double[][] jacobian, double[]? losses = null)
    {
        var model = new AffineModel(jacobian.Length, jacobian[0].Length);
        balancer.Backward(model.Losses(losses ?? new double[jacobian.Length], jacobian), model);
        return model.Gradient!;
    }

    private static double[][] Rows(Tensor matrix) => [.. Numbers.ToArray(matrix).Chunk((int)matrix.shape[1])];
}
