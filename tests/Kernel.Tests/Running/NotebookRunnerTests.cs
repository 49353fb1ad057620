using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Running;

namespace Marginalia.Kernel.Tests.Running;

public class NotebookRunnerTests
{
    [Fact]
    public void RunsCellsInOrderAndKeepsTheirOutputs()
    {
        var notebook = Notebooks.Of("int x = 2;\nConsole.WriteLine(\"start\");", "x.Display(); x * 3");
        var result = new NotebookRunner(new()).Run(notebook, null, TestContext.Current.CancellationToken);
        Assert.True(result.Ok, result.FailedCell?.Error?.Value);
        var outputs = result.Executed.Cells[1].Outputs;
        Assert.Equal(new StreamOutput("stdout", "start\n"), result.Executed.Cells[0].Outputs.Single());
        Assert.Equal("2", Assert.IsType<DisplayOutput>(outputs[0]).Bundle["text/plain"]);
        Assert.Equal("6", Assert.IsType<ResultOutput>(outputs[1]).Bundle["text/plain"]);
        Assert.Equal([1, 2], result.Executed.Cells.Select(cell => cell.ExecutionCount));
    }

    [Fact]
    public void InjectsParametersAfterTheirCell()
    {
        var notebook = Notebooks.Of("[parameters]bool quick = false;\nint seeds = 3;\nstring name = \"a\";", "$\"{quick} {seeds} {name}\"");
        var options = new RunOptions { Parameters = new Dictionary<string, string> { ["quick"] = "true", ["name"] = "b \"c\"" } };
        var result = new NotebookRunner(options).Run(notebook, null, TestContext.Current.CancellationToken);
        Assert.Equal("True 3 b \"c\"", Assert.IsType<ResultOutput>(result.Executed.Cells[2].Outputs.Single()).Bundle["text/plain"]);
        Assert.Equal("// Parameters\nquick = true;\nname = \"b \\\"c\\\"\";", result.Executed.Cells[1].Source);
        Assert.Equal([1, 2, 3], result.Executed.Cells.Select(cell => cell.ExecutionCount));
        result.CopyOutputsTo(notebook);
        Assert.Equal([1, 2], notebook.Cells.Select(cell => cell.ExecutionCount));
    }
}
