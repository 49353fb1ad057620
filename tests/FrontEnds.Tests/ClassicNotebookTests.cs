using System.Text.Json.Nodes;

namespace Marginalia.FrontEnds.Tests;

/// <summary>Jupyter Notebook, Debian's, with the C# kernel: what a person does with a notebook.</summary>
public sealed class ClassicNotebookTests(FrontEnd frontEnd) : IClassFixture<FrontEnd>
{
    [Fact]
    public async Task The_GradNorm_notebook_runs_and_its_figures_become_live_without_a_network()
    {
        frontEnd.Clone.AddGradNorm("gradnorm.ipynb");
        await using var notebook = await frontEnd.Open("gradnorm.ipynb");
        await notebook.RunAll();
        Assert.Empty(await notebook.Page.Locator(".output_error").AllInnerTextsAsync());
        var figures = await notebook.Page.Locator(".marginalia-figure").CountAsync();
        Assert.True(figures >= 8, $"{figures} figures");
        await notebook.Until($"document.querySelectorAll('.marginalia-figure .js-plotly-plot .main-svg').length >= {figures}");
        Assert.Equal(figures, await notebook.Page.Locator(".marginalia-figure:has(.js-plotly-plot)").CountAsync());
        Assert.Equal(0, await notebook.Page.Locator(".marginalia-figure img").CountAsync());
        Assert.Empty(notebook.Complaints);
        await notebook.Photograph("gradnorm");
    }

    [Fact]
    public async Task An_endless_loop_is_interrupted_and_the_state_kept()
    {
        await using var notebook = await Empty("loop.ipynb");
        await notebook.Run(0, "var kept = 40;");
        await notebook.Start(1, "Console.WriteLine(\"begun\"); while (true) { }");
        await notebook.Output(1).GetByText("begun").WaitForAsync();
        await notebook.Interrupt();
        Assert.Contains("interrupted", await notebook.Finished(1), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("42", await notebook.Run(2, "kept + 2"));
    }

    [Fact]
    public async Task Tab_completes_a_member_and_shift_tab_explains_it()
    {
        await using var notebook = await Empty("members.ipynb");
        await notebook.Run(0, "var weights = new List<double> { 1, 2 };");
        await notebook.Type(1, "weights.EnsureCap");
        await notebook.Page.Keyboard.PressAsync("Tab");
        await notebook.Until("Jupyter.notebook.get_cell(1).get_text() === 'weights.EnsureCapacity'");
        await notebook.Type(1, "weights.Re");
        await notebook.Page.Keyboard.PressAsync("Tab");
        await notebook.Page.Locator("#complete option", new() { HasTextString = "RemoveAll" }).First.WaitForAsync();
        await notebook.Photograph("completion");
        await notebook.Page.Keyboard.PressAsync("Escape");
        await notebook.Type(1, "weights.RemoveAll");
        await notebook.Page.Keyboard.PressAsync("Shift+Tab");
        await notebook.Page.Locator("#tooltip .tooltiptext", new() { HasTextString = "Predicate<double>" }).WaitForAsync();
        await notebook.Photograph("inspection");
    }

    [Fact]
    public async Task A_restarted_kernel_has_forgotten_everything_and_works()
    {
        await using var notebook = await Empty("restart.ipynb");
        await notebook.Run(0, "var before = 1;");
        await notebook.Restart();
        Assert.Contains("before", await notebook.Run(1, "before")); // does not exist
        Assert.Equal(1, await notebook.Page.Locator(".output_error").CountAsync());
        Assert.Contains("3", await notebook.Run(2, "1 + 2"));
    }

    [Fact]
    public async Task Saving_stores_the_outputs_and_leaves_the_rest_as_it_was()
    {
        var notebookBefore = new NotebookBuilder().Markdown("# Title").Code("Console.WriteLine(\"out\");\n1 + 1", "keep");
        frontEnd.Clone.Add("saved.ipynb", notebookBefore.ToString());
        await using var notebook = await frontEnd.Open("saved.ipynb");
        await notebook.RunAll();
        var saved = await notebook.Save();
        Assert.True(JsonNode.DeepEquals(notebookBefore.Metadata, saved["metadata"]), saved["metadata"]!.ToJsonString());
        var cell = saved["cells"]![1]!;
        Assert.Equal("keep", (string?)cell["metadata"]!["tags"]![0]);
        Assert.Equal("out\n", string.Concat(cell["outputs"]![0]!["text"]!.AsArray().Select(line => (string)line!)));
        Assert.Contains("2", cell["outputs"]![1]!["data"]!["text/plain"]!.ToJsonString());
        Assert.Equal(1, (int)cell["execution_count"]!);
    }

    async Task<NotebookPage> Empty(string name)
    {
        frontEnd.Clone.Add(name, new NotebookBuilder().Code("").Code("").Code("").ToString());
        return await frontEnd.Open(name);
    }
}
