using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Running;

namespace Marginalia.Kernel.Tests.Running;

public class ParameterTests
{
    const string Declared = """
        [parameters]bool quick = false; int seeds = 3;
        long steps = 10; float rate = 0.1f; double alpha = 1.5; decimal money = 1m;
        string name = "a"; char letter = 'x'; var guessed = -2; var text = "t"; int? maybe = null; string? nothing = null;
        const int Fixed = 1; int[] sizes = [1];
        """;

    [Theory]
    [InlineData("quick", "true", "quick = true;")]
    [InlineData("quick", "False", "quick = false;")]
    [InlineData("seeds", "-5", "seeds = -5;")]
    [InlineData("steps", "3000000000", "steps = 3000000000L;")]
    [InlineData("rate", "1e-3", "rate = 0.001f;")]
    [InlineData("alpha", "2", "alpha = 2d;")]
    [InlineData("alpha", "1e-3", "alpha = 0.001d;")]
    [InlineData("money", "1.50", "money = 1.50m;")]
    [InlineData("name", "two words", "name = \"two words\";")]
    [InlineData("name", "\"quoted\"", "name = \"quoted\";")]
    [InlineData("name", "back\\slash\n", "name = \"back\\\\slash\\n\";")]
    [InlineData("letter", "y", "letter = 'y';")]
    [InlineData("guessed", "7", "guessed = 7;")]
    [InlineData("text", "u", "text = \"u\";")]
    [InlineData("maybe", "null", "maybe = null;")]
    [InlineData("maybe", "4", "maybe = 4;")]
    [InlineData("nothing", "null", "nothing = null;")]
    public void A_value_becomes_an_assignment(string name, string value, string assignment)
    {
        var prepared = Runner(name, value).Prepare(Notebooks.Of("\"before\"", Declared, "\"after\""));
        Assert.Equal("// Parameters\n" + assignment, prepared.Cells[2].Source);
        Assert.True(prepared.Cells[2].HasTag("injected-parameters"));
        Assert.Equal("injected-parameters", prepared.Cells[2].Id);
        Assert.Equal(4, prepared.Cells.Count);
    }

    [Theory]
    [InlineData("seed", "1", "parameter 'seed' is not declared; this notebook has: bool quick, int seeds, long steps")]
    [InlineData("seeds", "2.5", "parameter 'seeds': '2.5' is not a whole number from -2147483648 to 2147483647; this notebook has: bool quick")]
    [InlineData("seeds", "3000000000", "parameter 'seeds': '3000000000' is not a whole number")]
    [InlineData("quick", "1", "parameter 'quick': '1' is not true or false")]
    [InlineData("alpha", "1,5", "parameter 'alpha': '1,5' is not a number")]
    [InlineData("alpha", "NaN", "parameter 'alpha': 'NaN' is not a number")]
    [InlineData("letter", "ab", "parameter 'letter': 'ab' is not one character")]
    [InlineData("Fixed", "2", "parameter 'Fixed': '2' is not possible, because it is a constant")]
    [InlineData("sizes", "2", "parameter 'sizes': '2' is not something the command line can give")]
    public void What_does_not_fit_is_refused_before_anything_runs(string name, string value, string message)
    {
        var error = Assert.Throws<NotebookException>(() => Runner(name, value).Run(Notebooks.Of(Declared), null, TestContext.Current.CancellationToken));
        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public void A_notebook_without_parameters_takes_none()
    {
        var error = Assert.Throws<NotebookException>(() => Runner("quick", "true").Prepare(Notebooks.Of("bool quick = false;")));
        Assert.StartsWith("parameter 'quick': this notebook declares none", error.Message);
    }

    [Fact]
    public void An_earlier_injected_cell_is_replaced()
    {
        var once = Runner("seeds", "5").Prepare(Notebooks.Of(Declared));
        var twice = Runner("seeds", "6").Prepare(once);
        Assert.Equal("// Parameters\nseeds = 6;", twice.Cells[1].Source);
        Assert.Equal(2, twice.Cells.Count);
    }

    static NotebookRunner Runner(string name, string value) => new(new() { Parameters = new Dictionary<string, string> { [name] = value } });
}
