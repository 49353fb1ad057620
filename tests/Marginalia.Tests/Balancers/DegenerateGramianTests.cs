using Marginalia.Balancers;
using static Marginalia.Tests.Balancers.GramianMethods;

namespace Marginalia.Tests.Balancers;

/// <summary>One task, zero rows, rows that are equal, opposite or no numbers.</summary>
public class DegenerateGramianTests
{
    private static readonly double[] Row = [3, -4, 0];
    private static readonly double[][] Conflict = [[2, 0, 0], [-1, 1, 0], [0, 1, 1]];

    public static TheoryData<string> Methods => [.. Names];

    [Theory]
    [MemberData(nameof(Methods))]
    public void One_task_keeps_its_direction(string method)
    {
        double length = method switch
        {
            "CAGrad .5" => 1.5,
            "CAGrad .5 /(1+c^2)" => 1.2,
            "CAGrad .2" => 1.2,
            "Nash-MTL" or "FairGrad 1" => 1.0 / 5,
            "FairGrad 2" => Math.Pow(25, -2 / 3.0), // w^(1 + 1/alpha) = 1 / |g|^2
            "FairGrad .5" => Math.Pow(25, -1 / 3.0),
            _ => 1,
        };
        Numbers.AssertClose([length], Weights(method, [Row]), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Equal_rows_keep_their_direction(string method)
    {
        var d = Direction(method, [Row, Row, Row]);
        double length = Norm(d) / 5;
        Numbers.AssertClose([.. Row.Select(x => length * x)], d, 1e-7);
        double expected = method switch
        {
            "PCGrad" or "GradVac" or "ConFIG" => 3, // sums
            "Aligned-MTL" => 3, // one component of the singular value sqrt(3) |g|, in which each of the ones has a part of 1 / sqrt(3): sqrt(3) sqrt(3) = 3
            "Nash-MTL" or "FairGrad 1" => Math.Sqrt(3) / 5, // |d|^2 = T
            "FairGrad 2" => 3 * Math.Pow(75, -2 / 3.0),
            "FairGrad .5" => 3 * Math.Pow(75, -1 / 3.0),
            "CAGrad .5" => 1.5,
            "CAGrad .5 /(1+c^2)" or "CAGrad .2" => 1.2,
            _ => 1,
        };
        Assert.Equal(expected, length, 7);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void All_zero_gives_zero(string method)
    {
        if (method == "MGDA l2")
            return; // g / |g| has no value: refused, tested with the method
        Assert.Equal([0, 0, 0], Direction(method, [new double[3], new double[3]]));
    }

    [Theory]
    [InlineData("PCGrad")]
    [InlineData("GradVac")]
    [InlineData("IMTL-G")]
    [InlineData("Nash-MTL")]
    [InlineData("FairGrad 2")]
    [InlineData("ConFIG")]
    [InlineData("Aligned-MTL")]
    public void A_zero_row_is_as_if_it_was_not_there(string method) =>
        Numbers.AssertClose(Direction(method, Conflict), Direction(method, [Conflict[0], new double[3], .. Conflict[1..]]), 1e-9);

    [Theory]
    [InlineData("UPGrad")]
    [InlineData("DualProj")]
    public void A_zero_row_only_counts_in_the_mean(string method) => Numbers.AssertClose(
        [.. Direction(method, Conflict).Select(x => x * 3 / 4)], Direction(method, [Conflict[0], new double[3], .. Conflict[1..]]), 1e-12);

    [Theory]
    [InlineData("MGDA", true)]
    [InlineData("MGDA l2", true)]
    [InlineData("PCGrad", true)]
    [InlineData("GradVac", true)]
    [InlineData("CAGrad .5", true)]
    [InlineData("UPGrad", true)]
    [InlineData("DualProj", true)]
    [InlineData("ConFIG", true)]
    [InlineData("IMTL-G", false)]
    [InlineData("Nash-MTL", false)]
    [InlineData("FairGrad 2", false)]
    public void Opposite_rows_give_zero_or_a_refusal(string method, bool defined)
    {
        double[][] rows = [Row, [.. Row.Select(x => -x)]];
        if (defined)
            Assert.True(Norm(Direction(method, rows)) <= 1e-7);
        else
            Assert.StartsWith(method[..4].ToUpperInvariant(), Assert.Throws<SolverException>(() => Weights(method, rows)).Message.ToUpperInvariant());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_is_no_number_is_refused(string method)
    {
        foreach (double value in new[] { double.NaN, double.PositiveInfinity })
            Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => Weights(method, [Row, [1, value, 0]])).Message);
    }
}
