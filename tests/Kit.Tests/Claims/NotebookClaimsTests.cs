using Marginalia.Kernel.Documents;
using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Tests.Claims;

public class NotebookClaimsTests
{
    [Fact]
    public void Claims_come_in_order_and_the_later_state_counts()
    {
        var notebook = new NotebookBuilder().Markdown("# Title")
            .Executed(1, "a", NotebookBuilder.ClaimOutput(NotebookBuilder.Claim(id: "first", verdict: "not-attempted")), NotebookBuilder.ClaimOutput(NotebookBuilder.Claim(id: "second")))
            .Executed(2, "b", NotebookBuilder.ClaimOutput(NotebookBuilder.Claim(id: "first")));

        var claims = NotebookClaims.Of(Notebook.Parse(notebook.ToString()));

        Assert.Equal(["first", "second"], claims.Select(claim => claim.Id));
        Assert.All(claims, claim => Assert.Equal(Verdict.Reproduced, claim.Verdict));
    }

    [Fact]
    public void A_claim_that_cannot_be_read_names_its_cell()
    {
        var notebook = new NotebookBuilder().Markdown("# Title").Executed(1, "a", NotebookBuilder.ClaimOutput("{\"id\": \"x\"}"));
        var error = Assert.Throws<FormatException>(() => NotebookClaims.Of(Notebook.Parse(notebook.ToString())));
        Assert.Equal("cell 2 shows a claim that cannot be read: it has no \"claim\"", error.Message);
    }
}
