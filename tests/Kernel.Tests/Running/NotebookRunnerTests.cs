using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Running;

namespace Marginalia.Kernel.Tests.Running;

public class NotebookRunnerTests
{
    [Fact]
    public void Runs_cells_in_order_and_keeps_their_outputs()
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
    public void Injects_parameters_after_their_cell()
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

    [Fact]
    public void Stops_at_the_first_error_and_stores_it()
    {
        var notebook = Notebooks.Of("1", "throw new Exception(\"stop here\");", "3");
        var result = Run(notebook, new());
        Assert.False(result.Ok);
        Assert.Equal((2, "stop here"), (result.FailedCell!.Number, result.FailedCell.Error!.Value));
        Assert.Equal("throw new Exception(\"stop here\");", result.FailedCell.FirstLine);
        var error = Assert.IsType<ErrorOutput>(result.Executed.Cells[1].Outputs.Single());
        Assert.Equal(("System.Exception", "stop here", "   at cell 2, line 1"), (error.Name, error.Value, error.Traceback[^1]));
        Assert.Equal([1, 2, null], result.Executed.Cells.Select(cell => cell.ExecutionCount));
        Assert.Empty(result.Executed.Cells[2].Outputs);
        Assert.Equal(3, Run(notebook, new() { ContinueAfterError = true }).Cells.Count);
    }

    [Fact]
    public void Tags_let_a_cell_fail_or_leave_it_out()
    {
        var result = Run(Notebooks.Of("[raises-exception]throw new Exception(\"meant\");", "[skip-execution]throw new Exception();", "3"), new());
        Assert.True(result.Ok);
        Assert.Equal([1, 99, 2], result.Executed.Cells.Select(cell => cell.ExecutionCount));
        Assert.Equal("meant", Assert.IsType<ErrorOutput>(result.Executed.Cells[0].Outputs.Single()).Value);
    }

    [Fact]
    public void An_empty_cell_gets_no_number()
    {
        var result = Run(Notebooks.Of("1", " \n", "2"), new());
        Assert.True(result.Ok);
        Assert.Equal([1, null, 2], result.Executed.Cells.Select(cell => cell.ExecutionCount));
    }

    [Fact]
    public void A_cell_that_may_fail_may_also_succeed_but_not_run_out_of_time()
    {
        Assert.True(Run(Notebooks.Of("[raises-exception]1", "2"), new()).Ok);
        var result = Run(Notebooks.Of("[raises-exception]while (true) { }", "2"), new() { CellTimeout = TimeSpan.FromSeconds(2) });
        Assert.Equal("Timeout", result.FailedCell?.Error?.Name);
    }

    [Fact]
    public void Text_beyond_the_limit_of_a_cell_is_left_out_at_the_end_of_a_line()
    {
        var notebook = Notebooks.Of("for (int i = 0; i < 100; i++) Console.WriteLine(\"123456789\");\n\"the value\"", "Console.WriteLine(\"next\");");
        var outputs = Run(notebook, new() { Limits = new(OfCell: 95) }).Executed.Cells.Select(cell => cell.Outputs).ToList();
        Assert.Equal(string.Concat(Enumerable.Repeat("123456789\n", 9)), Assert.IsType<StreamOutput>(outputs[0][0]).Text);
        Assert.Equal("the value", Assert.IsType<ResultOutput>(outputs[0][1]).Bundle["text/plain"]);
        Assert.Equal(new StreamOutput("stderr", "[910 more characters of text were left out: a run keeps 95 of a cell, 50,000,000 of a notebook]\n"), outputs[0][2]);
        Assert.Equal(new StreamOutput("stdout", "next\n"), outputs[1].Single());
    }

    [Fact]
    public void Text_beyond_the_limit_of_the_notebook_is_left_out()
    {
        var outputs = Run(Notebooks.Of("Console.Write(\"12345\");", "Console.Write(\"12345\");", "Console.Write(\"12345\");"), new() { Limits = new(OfCell: 100, OfNotebook: 8) }).Executed.Cells.Select(cell => cell.Outputs[0]).ToList();
        Assert.Equal(["12345", "123"], outputs.Take(2).Select(output => ((StreamOutput)output).Text));
        Assert.StartsWith("[5 more characters", ((StreamOutput)outputs[2]).Text);
    }

    [Fact]
    public void A_progress_bar_that_rewrites_its_line_has_no_limit()
    {
        var result = Run(Notebooks.Of("for (int i = 0; i < 5000; i++) Console.Write($\"\\r{i,4} %\");"), new() { Limits = new(OfCell: 10_000) });
        Assert.Equal(new StreamOutput("stdout", "4999 %"), result.Executed.Cells[0].Outputs.Single());
    }

    [Fact]
    public void A_value_beyond_the_limit_leaves_a_note_and_an_update_frees_its_room()
    {
        var code = "var d = new string('a', 60).DisplayAs(\"text/plain\"); new string('b', 60).DisplayAs(\"text/plain\"); d.Update(\"a\"); new string('c', 5).DisplayAs(\"text/plain\");";
        var texts = Run(Notebooks.Of(code), new() { Limits = new(OfCell: 200, OfNotebook: 100) }).Executed.Cells[0].Outputs.Select(output => ((DisplayOutput)output).Bundle["text/plain"]!).ToList();
        Assert.Equal(["a", "ccccc"], [texts[0], texts[2]]);
        Assert.StartsWith("[a value of 60 characters was left out", texts[1]);
    }

    [Fact]
    public void A_cell_over_its_time_is_interrupted_and_named()
    {
        var result = Run(Notebooks.Of("1", "int kept = 1; while (true) { }", "3"), new() { CellTimeout = TimeSpan.FromSeconds(2) });
        Assert.False(result.Cancelled);
        Assert.Equal(("Timeout", "cell 2 ran longer than its limit of 2 s and was interrupted"), (result.FailedCell!.Error!.Name, result.FailedCell.Error.Value));
        Assert.Equal(2, result.Cells.Count);
    }

    [Fact]
    public void Cancelling_ends_the_run_and_leaves_the_notebook_alone()
    {
        var notebook = Notebooks.Of("1", "[raises-exception]System.Threading.Thread.Sleep(-1);", "3");
        var before = notebook.ToJson();
        using var source = new CancellationTokenSource();
        var observer = new Recorder { OnStart = cell => { if (cell.Number == 2) source.CancelAfter(200); } };
        var result = new NotebookRunner(new()).Run(notebook, observer, source.Token);
        Assert.True(result.Cancelled && !result.Ok);
        Assert.Equal(2, result.FailedCell?.Number);
        Assert.Equal(2, result.Cells.Count);
        Assert.Equal(before, notebook.ToJson());
    }

    [Fact]
    public void The_observer_sees_everything_as_it_comes()
    {
        var observer = new Recorder();
        new NotebookRunner(new()).Run(Notebooks.Of("\n// first\nConsole.Error.Write(\"\\r50%\\r    \\r\"); 1.Display(); 2", "throw new Exception(\"x\");"), observer, TestContext.Current.CancellationToken);
        Assert.Equal(["start 1 of 2 // first", "stderr \r50%\r    \r", "display 1", "value 2", "end 1 True", "start 2 of 2 throw new Exception(\"x\");", "end 2 False"], observer.Events);
    }

    [Fact]
    public void Erased_progress_leaves_no_output() =>
        Assert.Empty(Run(Notebooks.Of("Console.Error.Write(\"\\rfit  50%\"); Console.Error.Write(\"\\r         \\r\");"), new()).Executed.Cells[0].Outputs);

    [Fact]
    public void An_update_reaches_the_cell_that_showed_the_value()
    {
        var result = Run(Notebooks.Of("var d = 1.Display();", "d.Update(2);"), new());
        Assert.Equal("2", Assert.IsType<DisplayOutput>(result.Executed.Cells[0].Outputs.Single()).Bundle["text/plain"]);
        Assert.Empty(result.Executed.Cells[1].Outputs);
    }

    [Fact]
    public void The_working_folder_is_the_notebooks_own_during_the_run()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data.txt", "found");
        var before = Environment.CurrentDirectory;
        var notebook = Notebook.Load(folder.Write("n.ipynb", Notebooks.Of("System.IO.File.ReadAllText(\"data.txt\")").ToJson()));
        var result = Run(notebook, new());
        Assert.Equal("found", Assert.IsType<ResultOutput>(result.Executed.Cells[0].Outputs.Single()).Bundle["text/plain"]);
        Assert.Equal(before, Environment.CurrentDirectory);
        Assert.Equal(notebook.Path, result.Executed.Path);
    }

    [Fact]
    public void Cells_of_other_languages_are_shown()
    {
        var notebook = Notebooks.Of("<b>x</b>", "1");
        notebook.Cells[0].Metadata["polyglot_notebook"] = new System.Text.Json.Nodes.JsonObject { ["kernelName"] = "html" };
        Assert.Equal("<b>x</b>", Assert.IsType<DisplayOutput>(Run(notebook, new()).Executed.Cells[0].Outputs.Single()).Bundle["text/html"]);
        notebook.Cells[0].Metadata["polyglot_notebook"] = new System.Text.Json.Nodes.JsonObject { ["kernelName"] = "kql" };
        Assert.Contains("cells of this language do not run here", Run(notebook, new()).FailedCell?.Error?.Value);
    }

    [Fact]
    public void Times_go_into_the_file_only_when_asked()
    {
        Assert.Null(Run(Notebooks.Of("1"), new()).Executed.Cells[0].Metadata["marginalia"]);
        var result = Run(Notebooks.Of("System.Threading.Thread.Sleep(300);"), new() { RecordTimes = true });
        Assert.InRange((double)result.Executed.Cells[0].Metadata["marginalia"]!["seconds"]!, 0.3, 60);
        Assert.InRange(result.Cells[0].Elapsed.TotalSeconds, 0.3, result.Elapsed.TotalSeconds);
    }

    [Fact]
    public void Outputs_go_back_only_into_the_notebook_that_was_run()
    {
        var result = Run(Notebooks.Of("1"), new());
        Assert.Throws<ArgumentException>(() => result.CopyOutputsTo(Notebooks.Of("2")));
    }

    static RunResult Run(Notebook notebook, RunOptions options) => new NotebookRunner(options).Run(notebook, null, TestContext.Current.CancellationToken);

    sealed class Recorder : IRunObserver
    {
        public List<string> Events { get; } = [];

        public Action<CellStart>? OnStart { get; init; }

        public void CellStarted(CellStart cell)
        {
            Events.Add($"start {cell.Number} of {cell.Of} {cell.FirstLine}");
            OnStart?.Invoke(cell);
        }

        public void StreamText(string name, string text) => Events.Add($"{name} {text}");

        public void Displayed(MimeBundle bundle, string displayId, bool update) => Events.Add($"display {bundle["text/plain"]}");

        public void Returned(MimeBundle bundle) => Events.Add($"value {bundle["text/plain"]}");

        public void CellFinished(CellRun cell) => Events.Add($"end {cell.Number} {cell.Ok}");
    }
}
