using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Tests.Claims;

public class ClaimTests
{
    [Theory]
    [InlineData("reproduced", "reproduced", "full", false)]
    [InlineData("reproduced", "direction-only", "full", true)]
    [InlineData("reproduced", "not-reproduced", "full", true)]
    [InlineData("reproduced", "not-attempted", "full", true)]
    [InlineData("direction-only", "reproduced", "full", false)]
    [InlineData("direction-only", "direction-only", "full", false)]
    [InlineData("direction-only", "not-reproduced", "full", true)]
    [InlineData("not-reproduced", "not-reproduced", "full", false)]
    [InlineData("not-reproduced", "not-attempted", "full", false)]
    [InlineData("not-attempted", "not-reproduced", "full", false)]
    [InlineData("reproduced", "not-attempted", "quick", false)]
    [InlineData("reproduced", "not-reproduced", "quick", true)]
    [InlineData("direction-only", "not-attempted", "paper", true)]
    public void A_claim_fails_when_less_was_found_than_declared(string declared, string verdict, string budget, bool failed) =>
        Assert.Equal(failed, ClaimJson.Parse(NotebookBuilder.Claim(declared, verdict, budget)).Failed);

    [Fact]
    public void Verdicts_are_written_as_they_are_read() => Assert.All(Enum.GetValues<Verdict>(), verdict => Assert.Equal(verdict, VerdictWords.Parse(verdict.Word())));
}
