using Marginalia.Kit.Claims;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Claims;

public class ClaimTableTests
{
    [Fact]
    public void Claims_are_shown_with_numbers_criteria_and_verdicts()
    {
        var text = new StringWriter { NewLine = "\n" };
        ClaimTable.Show(
        [
            ClaimJson.Parse(NotebookBuilder.Claim()),
            ClaimJson.Parse(NotebookBuilder.Claim(verdict: "not-reproduced", why: "The optimiser matters more.").Replace("log ratio of losses", "ratio").Replace("-0.5,", "-12.5,")),
        ], Screen.Plain(text));

        Assert.Equal("""
            ✓ Weights that adapt reach a lower loss
              declared reproduced, found reproduced   Chen et al. 2018, section 4.1; full budget, 3 seeds
                log ratio of losses   -0.5 ± 0.25  below -0.2 on every seed  met

            ✗ Weights that adapt reach a lower loss
              declared reproduced, found not-reproduced: FAILED
              Chen et al. 2018, section 4.1; full budget, 3 seeds
                ratio                -12.5 ± 0.25  below -0.2 on every seed  missed
                The optimiser matters more.


            """, text.ToString());
    }

    [Fact]
    public void One_value_has_no_spread() => Assert.Equal("1.235", ClaimTable.Value(new("x", [1.2345678], 1.2345678, 0, "", true)));
}
