using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Tests.Claims;

public class ClaimJsonTests
{
    [Fact]
    public void Every_field_is_read()
    {
        var claim = ClaimJson.Parse(NotebookBuilder.Claim(declared: "direction-only", verdict: "not-reproduced", budget: "quick", why: "too few steps"));

        Assert.Equal(("lower-loss", "Weights that adapt reach a lower loss", "Chen et al. 2018, section 4.1"), (claim.Id, claim.Sentence, claim.Source));
        Assert.Equal(("quick", 3, "too few steps"), (claim.Budget, claim.Seeds, claim.Why));
        Assert.Equal((Verdict.DirectionOnly, Verdict.NotReproduced), (claim.Declared, claim.Verdict));
        var measurement = Assert.Single(claim.Measurements);
        Assert.Equal([-0.25, -0.5, -0.75], measurement.Values);
        Assert.Equal(("log ratio of losses", -0.5, 0.25, "below -0.2 on every seed", false), (measurement.Name, measurement.Mean, measurement.Std, measurement.Criterion, measurement.Met));
    }

    [Fact]
    public void Numbers_that_JSON_lacks_are_read_from_null_and_words()
    {
        var json = NotebookBuilder.Claim().Replace("[-0.25, -0.5, -0.75]", "[null, \"Infinity\", \"-Infinity\"]").Replace("\"mean\": -0.5", "\"mean\": \"NaN\"");
        var measurement = Assert.Single(ClaimJson.Parse(json).Measurements);
        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity], measurement.Values);
        Assert.Equal(double.NaN, measurement.Mean);
    }

    [Theory]
    [InlineData("\"verdict\": \"reproduced\"", "\"verdict\": \"great\"", "'great' is no verdict")]
    [InlineData("\"id\": \"lower-loss\", ", "", "it has no \"id\"")]
    [InlineData("\"id\": \"lower-loss\"", "\"id\": 7", "\"id\" is not text")]
    [InlineData("\"mean\": -0.5", "\"mean\": \"much\"", "'much' is not a number")]
    [InlineData("\"seeds\": 3", "\"seeds\": \"three\"", "Number")]
    [InlineData("{\"id\"", "{{\"id\"", "'{' is an invalid start")]
    public void A_fault_is_named(string old, string replacement, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => ClaimJson.Parse(NotebookBuilder.Claim().Replace(old, replacement))).Message);
}
