using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Running;

namespace Marginalia.Kernel.Tests.Documents;

public class NotebookErrorTests
{
    [Theory]
    [InlineData("", "nb: not JSON: line 1, position 1")]
    [InlineData("{\n  \"cells\": [}", "nb: not JSON: line 2, position 13")]
    [InlineData("{\"cells\": [], \"cells\": []}", "nb: not JSON")]
    [InlineData("[1]", "nb: not a notebook: its JSON is not an object")]
    [InlineData("null", "nb: not a notebook")]
    [InlineData("{}", "nb: not a notebook: it has no list of cells")]
    [InlineData("{\"cells\": {}, \"nbformat\": 4}", "nb: not a notebook: it has no list of cells")]
    [InlineData("{\"cells\": []}", "nb: not a notebook: it does not say which nbformat it has")]
    [InlineData("{\"worksheets\": [], \"nbformat\": 3}", "nb: nbformat 3 is too old; convert it with: jupyter nbconvert --to notebook")]
    [InlineData("{\"cells\": [], \"nbformat\": 5}", "nb: nbformat 5 is not known; this program reads 4.0 to 4.5")]
    [InlineData("{\"cells\": [5], \"nbformat\": 4}", "nb: cell 1 is not an object")]
    [InlineData("{\"cells\": [{\"cell_type\": \"heading\"}], \"nbformat\": 4}", "nb: cell 1 has cell_type 'heading'; expected code, markdown or raw")]
    public void Says_in_one_line_what_is_wrong(string json, string message)
    {
        var error = Assert.Throws<NotebookException>(() => Notebook.Parse(json, "nb"));
        Assert.StartsWith(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Says_that_a_file_is_not_there() =>
        Assert.Equal("no/such.ipynb: there is no such file", Assert.Throws<NotebookException>(() => Notebook.Load("no/such.ipynb")).Message);

    [Fact]
    public void Says_that_a_path_is_a_folder()
    {
        using var folder = new TemporaryFolder();
        Assert.EndsWith("this is a folder, not a notebook", Assert.Throws<NotebookException>(() => Notebook.Load(folder.Path)).Message);
    }

    [Theory]
    [InlineData("16", "16-python-kernelspec.ipynb: its kernel 'python3' (python) is not supported; only C# and F# notebooks run here")]
    public void A_notebook_of_another_language_is_read_but_not_run(string number, string message)
    {
        var notebook = Notebook.Load(Fixture.Notebook(number));
        var error = Assert.Throws<NotebookException>(() => new NotebookRunner(new()).Run(notebook, null, TestContext.Current.CancellationToken));
        Assert.StartsWith(message, error.Message);
    }
}
