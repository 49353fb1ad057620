using System.Text.Json;
using System.Xml.Linq;
using Marginalia.Claims;

namespace Marginalia.Tests.Claims;

public class ClaimTests
{
    public static TheoryData<string, Action> Mistakes => new()
    {
        { "the id must be lower-case words", () => _ = new Claim("Not Kebab", "S.", "s", Verdict.Reproduced) },
        { "the sentence or the source is empty", () => _ = new Claim("id", " ", "s", Verdict.Reproduced) },
        { "criteria are fixed before measuring", () => Base().Criterion("a", Bound.AtMost(1)).Measure("a", [1]).Criterion("b", Bound.AtMost(1)) },
        { "already is a criterion 'a'", () => Base().Criterion("a", Bound.AtMost(1)).Criterion("a", Bound.AtMost(2)) },
        { "no criterion 'b'; there is 'a'", () => Base().Criterion("a", Bound.AtMost(1)).Measure("b", [1]) },
        { "no criterion 'b'; there is none", () => Base().Measure("b", [1]) },
        { "(difference <= -1 on every seed) needs a baseline", () => Base().Criterion("a", Bound.LowerBy(1)).Measure("a", [1]) },
        { "takes no baseline", () => Base().Criterion("a", Bound.AtMost(1)).Measure("a", [1], [1]) },
        { "values hold NaN for seed 1", () => Base().Criterion("a", Bound.AtMost(1)).Measure("a", [1, double.NaN]) },
        { "baseline values hold Infinity for seed 0", () => Base().Criterion("a", Bound.LowerBy(1)).Measure("a", [1], [double.PositiveInfinity]) },
        { "2 values and 3 baseline values", () => Base().Criterion("a", Bound.LowerBy(1)).Measure("a", [1, 2], [1, 2, 3]) },
        { "a baseline is not above 0", () => Base().Criterion("a", Bound.AtMostTimes(2)).Measure("a", [1], [0]) },
        { "2 seeds given, but 'a' has 1", () => Base().Criterion("a", Bound.AtMost(1)).Criterion("b", Bound.AtMost(1)).Measure("a", [1]).Measure("b", [1, 2]) },
        { "no values given", () => Base().Criterion("a", Bound.AtMost(1)).Measure("a", Array.Empty<double>()) },
        { "has no criteria", () => Base().ToHtml() },
        { "has no criteria", () => Base().ToJson() },
        { "has no criteria", () => Base().ToString() },
        { "say in a sentence why", () => Base().NotAttempted("") },
        { "a margin of -0.25", () => Bound.LowerBy(-0.25) },
        { "a factor of 0", () => Bound.AtMostTimes(0) },
        { "the limit is NaN", () => Bound.AtMost(double.NaN) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void MistakesAreNamed(string expected, Action mistake)
    {
        var error = Record.Exception(mistake)!;
        Assert.True(error is ArgumentException or InvalidOperationException, $"{error}");
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void BoundsSayThemselves()
    {
        Assert.Equal("difference <= -0.25 on every seed", Bound.LowerBy(0.25).ToString());
        Assert.Equal("difference >= 0.25 in the mean", Bound.HigherBy(0.25).InTheMean().ToString());
        Assert.Equal("ratio <= 0.85 on every seed", Bound.AtMostTimes(0.85).ToString());
        Assert.Equal("<= 1.15 in the mean", Bound.AtMost(1.15).InTheMean().ToString());
        Assert.Equal("difference <= 0 on every seed", Bound.LowerBy(0).ToString());
    }

    [Fact]
    public void JsonHasTheAgreedShape()
    {
        var root = JsonDocument.Parse(Example().ToJson()).RootElement;
        Assert.Equal(["id", "claim", "source", "budget", "seeds", "declared", "verdict", "why", "measurements"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ("beats-equal", "GradNorm < equal weighting.", "Chen et al. 2018, section 4.1", "full", 3, "reproduced", "direction-only", "one seed"),
            (Text("id"), Text("claim"), Text("source"), Text("budget"), root.GetProperty("seeds").GetInt32(), Text("declared"), Text("verdict"), Text("why")));
        var measurement = root.GetProperty("measurements")[0];
        Assert.Equal(["name", "values", "mean", "std", "criterion", "met"], measurement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("[-0.5,-0.25,0]", measurement.GetProperty("values").GetRawText());
        Assert.Equal(-0.25, measurement.GetProperty("mean").GetDouble());
        Assert.Equal(0.25, measurement.GetProperty("std").GetDouble());
        Assert.Equal("difference <= -0.25 on every seed", measurement.GetProperty("criterion").GetString());
        Assert.False(measurement.GetProperty("met").GetBoolean());
        Assert.True(root.GetProperty("measurements")[1].GetProperty("met").GetBoolean());

        string Text(string name) => root.GetProperty(name).GetString()!;
    }

    [Theory]
    [InlineData(Verdict.Reproduced, "reproduced")]
    [InlineData(Verdict.DirectionOnly, "direction-only")]
    [InlineData(Verdict.NotReproduced, "not-reproduced")]
    [InlineData(Verdict.NotAttempted, "not-attempted")]
    public void VerdictsHaveAgreedNames(Verdict verdict, string expected)
    {
        var json = new Claim("id", "S.", "s", verdict).Criterion("a", Bound.AtMost(1)).ToJson();
        Assert.Equal(expected, JsonDocument.Parse(json).RootElement.GetProperty("declared").GetString());
    }

    [Fact]
    public void TextIsATableForTerminals() => Assert.Equal(
        """
        ~ DIRECTION ONLY: GradNorm < equal weighting.
          Chen et al. 2018, section 4.1; full budget, 3 seeds
                            criterion      wanted                             measured
          ~ direction only  against equal  difference <= -0.25 on every seed  -0.25 ± 0.25
                              per seed -0.50, -0.25, 0.00 (95 % interval -0.87 to 0.37)
          ✓ met             spread         <= 1.15 in the mean                1.1 ± 0
                              per seed 1.1, 1.1, 1.1
          the notebook declares: reproduced
          why: one seed
        """, Example().ToString());

    [Fact]
    public void LongSentencesAreWrapped()
    {
        var claim = new Claim("id", string.Join(' ', Enumerable.Repeat("word", 60)) + ".", "s", Verdict.Reproduced).Criterion("a", Bound.AtMost(1)).Measure("a", [1]);
        Assert.All(claim.ToString().Split('\n'), line => Assert.True(line.Length <= 100));
        Assert.Equal(60, claim.ToString().Split(' ', '\n').Count(word => word is "word" or "word."));
    }

    [Fact]
    public void HtmlIsACardWithWordsForEveryColour()
    {
        var html = XElement.Parse(Example().ToHtml());
        var text = html.Value;
        foreach (var expected in (string[])["GradNorm < equal weighting.", "~ direction only", "✓ met", "difference ≤ −0.25 on every seed", "−0.25 ± 0.25", "Chen et al. 2018", "The notebook declares: reproduced.", "one seed"])
            Assert.Contains(expected, text);
        Assert.Contains("var(--warn,", Example().ToHtml());
        Assert.DoesNotContain(html.DescendantsAndSelf(), element => element.Name.LocalName is "script" or "style");
    }

    [Fact]
    public void MeasuringAgainReplaces()
    {
        var claim = Base().Criterion("a", Bound.AtMost(1)).Measure("a", [2]);
        Assert.Equal(Verdict.NotReproduced, claim.Verdict);
        Assert.Equal(Verdict.Reproduced, claim.Measure("a", [0.5f]).Verdict);
        Assert.Single(claim.Measurements);
    }

    [Fact]
    public void IntervalsAreForPairedDifferencesOverSeveralSeeds()
    {
        var (paired, plain) = (Example().Measurements[0], Example().Measurements[1]);
        Assert.Equal((-0.25 - 4.30265 * 0.25 / Math.Sqrt(3), -0.25 + 4.30265 * 0.25 / Math.Sqrt(3)), paired.Interval!.Value, new Near(1e-5));
        Assert.Null(plain.Interval);
        Assert.Null(Base().Criterion("a", Bound.LowerBy(1)).Measure("a", [1], [2]).Measurements[0].Interval);
    }

    static Claim Base() => new("id", "Sentence.", "source", Verdict.Reproduced);

    static Claim Example() => new Claim("beats-equal", "GradNorm < equal weighting.", "Chen et al. 2018, section 4.1", Verdict.Reproduced)
        .Criterion("against equal", Bound.LowerBy(0.25)).Criterion("spread", Bound.AtMost(1.15).InTheMean())
        .Measure("against equal", [0.5, 0.75, 1], [1, 1, 1]).Measure("spread", [1.1, 1.1, 1.1]).Because("one seed");

    sealed class Near(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < tolerance && Math.Abs(x.Item2 - y.Item2) < tolerance;

        public int GetHashCode((double, double) pair) => 0;
    }
}
