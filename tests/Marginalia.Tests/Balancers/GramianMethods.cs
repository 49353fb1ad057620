using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers;

/// <summary>The methods that are a pure function of the Gramian, by name, and the matrices of the worked examples.</summary>
internal static class GramianMethods
{
    /// <summary>Conflict; three rows with one conflict; orthogonal of unequal length; dominated.</summary>
    public static readonly Dictionary<string, double[][]> Fixtures = new()
    {
        ["A"] = [[2, 0], [-1, 1]],
        ["B"] = [[1, 0, 0], [0, 2, 0], [-1, 1, 1]],
        ["C"] = [[3, 0], [0, 1]],
        ["D"] = [[1, 0], [2, 1]],
    };

    private static readonly Dictionary<string, Func<double[,], double[]>> Methods = new()
    {
        ["MGDA"] = g => Mgda.WeightsOf(g, [], MgdaNormalization.None),
        ["MGDA l2"] = g => Mgda.WeightsOf(g, [], MgdaNormalization.L2),
        ["PCGrad"] = g => PcGrad.WeightsOf(g, InTurn(g.GetLength(0))),
        ["GradVac"] = g => GradVac.WeightsOf(g, InTurn(g.GetLength(0)), new double[g.GetLength(0), g.GetLength(0)], 0.5).Weights,
        ["CAGrad .5"] = g => CaGrad.WeightsOf(g, 0.5, CaGradRescaling.None),
        ["CAGrad .5 /(1+c^2)"] = g => CaGrad.WeightsOf(g, 0.5, CaGradRescaling.OnePlusCSquared),
        ["CAGrad .5 /(1+c)"] = g => CaGrad.WeightsOf(g, 0.5, CaGradRescaling.OnePlusC),
        ["CAGrad .2"] = g => CaGrad.WeightsOf(g, 0.2, CaGradRescaling.None),
        ["IMTL-G"] = ImtlG.WeightsOf,
        ["Nash-MTL"] = g => NashMtl.WeightsOf(g),
        ["FairGrad 1"] = g => FairGrad.WeightsOf(g, 1),
        ["FairGrad 2"] = g => FairGrad.WeightsOf(g, 2),
        ["FairGrad .5"] = g => FairGrad.WeightsOf(g, 0.5),
        ["UPGrad"] = g => UpGrad.WeightsOf(g),
        ["DualProj"] = g => DualProjection.WeightsOf(g),
        ["ConFIG"] = ConFig.WeightsOf,
        ["Aligned-MTL"] = g => AlignedMtl.WeightsOf(g, AlignedMtlScale.Minimum, TaskPreference.Sum),
    };

    public static IEnumerable<string> Names => Methods.Keys;

    /// <summary>Order-dependent methods, which are not equivariant to permutations of the tasks.</summary>
    public static bool IsOrdered(string method) => method is "PCGrad" or "GradVac";

    public static double[] Weights(string method, double[][] rows) => Methods[method](Gram.Of(rows));

    public static double[] Direction(string method, double[][] rows) => Combine(Weights(method, rows), rows);

    /// <summary>sum_i w_i g_i.</summary>
    public static double[] Combine(double[] weights, double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(k => rows.Select((row, i) => weights[i] * row[k]).Sum())];

    /// <summary>&lt;g_i, d&gt;.</summary>
    public static double[] Gains(double[][] rows, double[] direction) => [.. rows.Select(row => Gram.Dot(row, direction))];

    public static double Norm(double[] vector) => Math.Sqrt(Gram.Dot(vector, vector));

    public static double[] Unit(double[] vector)
    {
        double norm = Norm(vector);
        return [.. vector.Select(x => x / norm)];
    }

    /// <summary>Every task meets the others from the first to the last.</summary>
    public static int[][] InTurn(int tasks) => [.. Enumerable.Range(0, tasks).Select(_ => Enumerable.Range(0, tasks).ToArray())];
}
