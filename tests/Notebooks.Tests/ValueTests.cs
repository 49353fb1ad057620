using Marginalia.Kernel.Documents;

namespace Marginalia.Notebooks.Tests;

/// <summary>Values of torch in a notebook, in a process in which nothing else has loaded the library.</summary>
public class ValueTests
{
    [Fact]
    public async Task A_tensor_and_a_module_are_shown_by_the_library_from_the_first_cell_on()
    {
        using var folder = new TemporaryFolder();
        folder.Write("values.ipynb", new NotebookBuilder().Code("#r \"Marginalia\"\nusing TorchSharp;").Code("torch.ones(2, 3)").Code("torch.nn.Linear(4, 8)").ToString());
        var result = await KitProcess.Run(folder.Path, ["run", "values.ipynb", "--out", "out"], Repository.Root);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var shown = Notebook.Load(folder["out/values.ipynb"]).Cells.SelectMany(cell => cell.Outputs).OfType<ResultOutput>().ToList();
        Assert.StartsWith("Tensor [2, 3] · float32 · cpu", shown[0].Bundle["text/plain"]);
        Assert.Contains("<table", shown[0].Bundle["text/html"]);
        Assert.StartsWith("Linear 40 parameters", shown[1].Bundle["text/plain"]);
    }
}
