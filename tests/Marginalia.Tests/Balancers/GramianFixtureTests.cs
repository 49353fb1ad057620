namespace Marginalia.Tests.Balancers;

/// <summary>Worked examples, computed with another program to six digits.</summary>
public class GramianFixtureTests
{
    private static readonly (string Method, string Fixture, double[] Weights)[] Weights =
    [
        ("MGDA", "A", [0.4, 0.6]),
        ("MGDA", "B", [2.0 / 3, 0, 1.0 / 3]),
        ("MGDA", "C", [0.1, 0.9]),
        ("MGDA", "D", [1, 0]),
        ("IMTL-G", "A", [0.414214, 0.585786]),
        ("IMTL-G", "B", [0.666667, -0.089316, 0.422650]),
        ("IMTL-G", "C", [0.25, 0.75]),
        ("IMTL-G", "D", [0.690983, 0.309017]),
        ("Nash-MTL", "A", [0.923880, 1.306563]),
        ("Nash-MTL", "B", [1.414214, 0.353553, 0.707107]),
        ("Nash-MTL", "C", [1.0 / 3, 1]),
        ("Nash-MTL", "D", [0.726543, 0.324920]),
        ("FairGrad 1", "A", [0.923880, 1.306563]),
        ("FairGrad 2", "A", [0.942321, 1.369568]),
        ("FairGrad 2", "B", [1.574515, 0.187919, 0.777573]),
        ("FairGrad 2", "C", [0.231120, 1]),
        ("FairGrad 2", "D", [0.787005, 0.170111]),
        ("FairGrad .5", "A", [0.917774, 1.241940]),
        ("FairGrad .5", "B", [1.307209, 0.529770, 0.722001]),
        ("FairGrad .5", "C", [0.480750, 1]),
        ("FairGrad .5", "D", [0.755048, 0.499520]),
        ("UPGrad", "A", [0.75, 1]),
        ("UPGrad", "B", [0.666667, 0.333333, 0.444444]),
        ("UPGrad", "C", [0.5, 0.5]),
        ("UPGrad", "D", [0.5, 0.5]),
        ("DualProj", "A", [0.5, 0.5]),
        ("DualProj", "B", [1.0 / 3, 1.0 / 3, 1.0 / 3]),
        ("DualProj", "C", [0.5, 0.5]),
        ("DualProj", "D", [0.5, 0.5]),
        ("Aligned-MTL", "A", [0.829180, 1.105573]),
        ("Aligned-MTL", "B", [0.934834, 0.084972, 0.598945]),
        ("Aligned-MTL", "C", [1.0 / 3, 1]),
        ("Aligned-MTL", "D", [0.585786, 0]),
    ];

    private static readonly (string Method, string Fixture, double[] Direction)[] Directions =
    [
        ("PCGrad", "A", [1, 2]),
        ("PCGrad", "B", [2.0 / 3, 10.0 / 3, 4.0 / 3]),
        ("PCGrad", "C", [3, 1]),
        ("PCGrad", "D", [3, 1]),
        ("GradVac", "A", [1, 2]), // with targets of 0 it is PCGrad
        ("CAGrad .5", "A", [0.25, 0.75]),
        ("CAGrad .5", "B", [0.527046, 1, 0.333333]),
        ("CAGrad .5", "C", [1.5, 1.290569]),
        ("CAGrad .5", "D", [2.290569, 0.5]),
        ("CAGrad .5 /(1+c^2)", "A", [0.2, 0.6]),
        ("CAGrad .5 /(1+c^2)", "B", [0.421637, 0.8, 0.266667]),
        ("CAGrad .5 /(1+c^2)", "C", [1.2, 1.032456]),
        ("CAGrad .5 /(1+c^2)", "D", [1.832456, 0.4]),
        ("CAGrad .5 /(1+c)", "A", [1.0 / 6, 0.5]),
        ("CAGrad .2", "A", [0.4, 0.6]),
        ("CAGrad .2", "B", [0.210819, 1, 0.333333]),
        ("CAGrad .2", "C", [1.5, 0.816228]),
        ("CAGrad .2", "D", [1.816228, 0.5]),
        ("ConFIG", "A", [0.5, 1.207107]),
        ("ConFIG", "B", [0.946410, 0.946410, 1.639230]),
        ("ConFIG", "C", [2, 2]),
        ("ConFIG", "D", [3.065248, 0.723607]),
    ];

    public static TheoryData<string, string, double[]> WeightCases => [.. Weights.Select(row => (row.Method, row.Fixture, row.Weights))];

    public static TheoryData<string, string, double[]> DirectionCases => [.. Directions.Select(row => (row.Method, row.Fixture, row.Direction))];

    [Theory]
    [MemberData(nameof(WeightCases))]
    public void Weights_are_the_worked_ones(string method, string fixture, double[] expected) =>
        Numbers.AssertClose(expected, GramianMethods.Weights(method, GramianMethods.Fixtures[fixture]), 1e-6);

    [Theory]
    [MemberData(nameof(DirectionCases))]
    public void Directions_are_the_worked_ones(string method, string fixture, double[] expected) =>
        Numbers.AssertClose(expected, GramianMethods.Direction(method, GramianMethods.Fixtures[fixture]), 1e-6);
}
