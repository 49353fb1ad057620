using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kit.Running;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Running;

/// <summary>Runs real, small notebooks ; times in the output are replaced by T.</summary>
public sealed partial class NotebookRunsTests : IDisposable
{
    const string Shown = "notebooks/balancing/small.ipynb";

    readonly TemporaryFolder folder = new();
    readonly StringWriter text = new() { NewLine = "\n" };

    string Output => Time().Replace(text.ToString(), "T s");

    public void Dispose()
    {
        folder.Dispose();
        text.Dispose();
    }

    [Fact]
    public async Task A_run_shows_cells_claims_and_where_the_results_are()
    {
        Write(new NotebookBuilder().Markdown("# Small").Parameters().Markdown("## Measure")
            .Code("Console.WriteLine($\"{seeds} seeds\");\n\"fine\"").Markdown("## Claims").Code(Showing(NotebookBuilder.Claim())));

        Assert.Equal(0, await Run(Shown));
        Assert.Equal("""
            Small
            notebooks/balancing/small.ipynb, 3 code cells

              [1/3] parameters  T s
              [2/3] Measure
                    3 seeds
                    fine
                    took T s
              [3/3] Claims
                    claim: (no text)
                    took T s

            ✓ Weights that adapt reach a lower loss
              declared reproduced, found reproduced   Chen et al. 2018, section 4.1; full budget, 3 seeds
                log ratio of losses  -0.5 ± 0.25  below -0.2 on every seed  met

            ok: 3 of 3 cells ran, total T s
              artifacts/runs/balancing/small/small.ipynb
              artifacts/runs/balancing/small/small.html


            """, Output);
        Assert.Equal("3 seeds\n", Assert.IsType<StreamOutput>(Results().Cells[3].Outputs[0]).Text);
        Assert.Contains("<html", File.ReadAllText(folder["artifacts/runs/balancing/small/small.html"]));
    }

    [Fact]
    public async Task A_claim_that_fails_fails_the_run()
    {
        Write(new NotebookBuilder().Code(Showing(NotebookBuilder.Claim(verdict: "not-reproduced"))));
        Assert.Equal(1, await Run(Shown));
        Assert.Contains("✗ Weights that adapt", Output);
        Assert.Contains("declared reproduced, found not-reproduced: FAILED", Output);
        Assert.Contains("missed", Output);
        Assert.Contains("1 of 1 claim failed: 1 of 1 cells ran", Output);
    }

    [Fact]
    public async Task A_claim_that_cannot_be_read_fails_the_run()
    {
        Write(new NotebookBuilder().Code(Showing("{\"id\": \"x\"}")));
        Assert.Equal(1, await Run(Shown));
        Assert.Contains("cell 1 shows a claim that cannot be read: it has no \"claim\"", Output);
    }

    [Fact]
    public async Task An_error_names_cell_line_and_message_and_stops_the_run()
    {
        var before = Write(new NotebookBuilder().Code("1").Markdown("# T\n## Divide").Code("int zero = 0;\nvar x = 1;\nConsole.WriteLine(x / zero);\nx++;").Code("3"));

        Assert.Equal(1, await Run(Shown, save: true));

        Assert.Contains("✗ cell 2, line 3 (Divide): System.DivideByZeroException", Output);
        Assert.Contains("Attempted to divide by zero.", Output);
        Assert.Contains("  >   3 | Console.WriteLine(x / zero);", Output);
        Assert.Contains("cell 2 failed: 2 of 3 cells ran", Output);
        Assert.IsType<ErrorOutput>(Results().Cells[2].Outputs.Single());
        Assert.Contains($"{Shown} is as it was: outputs are stored only when every cell has run.", Output);
        Assert.Equal(before, File.ReadAllText(folder[Shown]));
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_shows_the_compilers_words()
    {
        Write(new NotebookBuilder().Code("int x = \"a\";"));
        Assert.Equal(1, await Run(Shown));
        Assert.Contains("✗ cell 1, line 1 (int x = \"a\";): does not compile", Output);
        Assert.Contains("CS0029", Output);
    }

    [Fact]
    public async Task An_error_that_the_notebook_expects_is_none()
    {
        Write(new NotebookBuilder().Code("throw new Exception(\"shown on purpose\");", "raises-exception").Code("2"));
        Assert.Equal(0, await Run(Shown));
        Assert.Contains("ok: 2 of 2 cells ran", Output);
    }

    [Fact]
    public async Task A_cell_over_its_limit_is_stopped()
    {
        Write(new NotebookBuilder().Code("System.Threading.Thread.Sleep(60_000);"));
        Assert.Equal(1, await Run(Shown, timeout: TimeSpan.FromSeconds(5)));
        Assert.Contains("ran longer than --timeout allows", Output);
        Assert.Contains("cell 1 failed", Output);
    }

    [Fact]
    public async Task Quick_and_given_parameters_reach_the_cells()
    {
        Write(new NotebookBuilder().Parameters("bool quick = false;\nint seeds = 3;\nstring name = \"a\";").Code("$\"{quick} {seeds} {name}\""));
        Assert.Equal(0, await Run(Shown, quick: true, parameters: new() { ["name"] = "b c" }));
        Assert.Contains("True 3 b c", Output);
        Assert.Contains("[2/3] name = \"b c\"; quick = true", Output);
        Assert.Contains("small.ipynb, 3 code cells, quick", Output);
        Assert.Equal(["injected-parameters"], Results().Cells[1].Tags);
    }

    [Fact]
    public async Task Out_says_where_the_results_go()
    {
        Write(new NotebookBuilder().Code("1"));
        Assert.Equal(0, await Run(Shown, outputFolder: "elsewhere/deep"));
        Assert.True(File.Exists(folder["elsewhere/deep/small.ipynb"]));
        Assert.True(File.Exists(folder["elsewhere/deep/small.html"]));
        Assert.False(Directory.Exists(folder["artifacts"]));
    }

    [Fact]
    public async Task Save_stores_outputs_and_time_and_keeps_everything_else()
    {
        var builder = new NotebookBuilder().Markdown("# Small").Parameters().Code("// Parameters\nquick = true;", "injected-parameters").Code("$\"quick: {quick}\"");
        builder.Metadata["somebody"] = new JsonObject { ["elses"] = 1 };
        Write(builder);

        Assert.Equal(0, await Run(Shown, save: true));

        var saved = Notebook.Load(folder[Shown]);
        Assert.Equal("""{"elses":1}""", saved.Metadata["somebody"]!.ToJsonString());
        Assert.Equal(["cell-1", "cell-2", "cell-4"], saved.Cells.Select(cell => cell.Id));
        Assert.Equal([1, 2], saved.Cells.Skip(1).Select(cell => cell.ExecutionCount));
        Assert.Equal("quick: False", Assert.IsType<ResultOutput>(saved.Cells[2].Outputs.Single()).Bundle["text/plain"]);
        Assert.NotEqual(12.3, (double)saved.Metadata["marginalia"]!["seconds"]!);
        Assert.Equal("A paper about tasks", (string?)saved.Metadata["marginalia"]!["paper"]);
        Assert.Contains($"outputs stored in {Shown}", Output);
    }

    [Fact]
    public async Task Save_leaves_a_notebook_alone_that_was_edited_meanwhile()
    {
        Write(new NotebookBuilder().Code($"System.IO.File.AppendAllText(@\"{folder[Shown]}\", \"\\n\");"));
        Assert.Equal(1, await Run(Shown, save: true));
        Assert.Contains("it was changed during the run", Output);
        Assert.Empty(Notebook.Load(folder[Shown]).Cells.Single().Outputs);
    }

    [Fact]
    public async Task Several_notebooks_end_with_a_table_of_all()
    {
        Write(new NotebookBuilder().Code("throw new InvalidOperationException(\"no\");"));
        folder.Write("notebooks/balancing/other.ipynb", new NotebookBuilder().Code(Showing(NotebookBuilder.Claim())).ToString());

        Assert.Equal(1, await Runs().Run(new([Shown, "notebooks/balancing/other.ipynb"]), CancellationToken.None));

        Assert.EndsWith("""
            Notebook                         Result         Claims kept   Time
            ──────────────────────────────────────────────────────────────────
            notebooks/balancing/small.ipynb  cell 1 failed       0 of 0  T s
            notebooks/balancing/other.ipynb  ok                  1 of 1  T s

            """, Output);
    }

    [Fact]
    public async Task What_the_page_lacks_is_said_once()
    {
        Write(new NotebookBuilder().Markdown("# Small\n\n$w_i$").Code("HTML(\"<div class='marginalia-figure'></div>\")"));
        Assert.Equal(0, await Run(Shown));
        Assert.Contains("figures in the page are static, for want of artifacts/web/plotly.min.js", Output);
        Assert.Contains("equations in the page are TeX source, for want of artifacts/web/katex", Output);

        folder.Write("artifacts/web/plotly.min.js", "");
        folder.Write("artifacts/web/katex/katex.min.js", "");
        Assert.Empty(new WebAssets(new Workspace(folder.Path, folder.Path)).Missing(Results()));
    }

    [Fact]
    public async Task An_interrupted_run_writes_nothing()
    {
        var before = Write(new NotebookBuilder().Code("1"));
        Assert.Equal(130, await Runs().Run(new([Shown]) { Save = true }, new CancellationToken(canceled: true)));
        Assert.Contains($"Interrupted before the first cell, T s after the start. {Shown} is as it was; nothing was written.", Output.ReplaceLineEndings(" "));
        Assert.Equal(before, File.ReadAllText(folder[Shown]));
        Assert.False(Directory.Exists(folder["artifacts"]));
    }

    // A cell that shows a claim the way our library's claims show themselves.
    static string Showing(string claim) => $"\"\"\"\n{claim}\n\"\"\".DisplayAs(\"application/vnd.marginalia.claim+json\");";

    string Write(NotebookBuilder notebook) => File.ReadAllText(folder.Write(Shown, notebook.ToString()));

    Notebook Results() => Notebook.Load(folder["artifacts/runs/balancing/small/small.ipynb"]);

    NotebookRuns Runs() => new(new Workspace(folder.Path, folder.Path), Screen.Plain(text));

    Task<int> Run(string notebook, bool quick = false, Dictionary<string, string>? parameters = null, string? outputFolder = null, bool save = false, TimeSpan? timeout = null) =>
        Runs().Run(new([notebook]) { Quick = quick, Parameters = parameters ?? [], OutputFolder = outputFolder, Save = save, Timeout = timeout }, CancellationToken.None);

    [GeneratedRegex(@"\d+(\.\d+)? s\b(?!eeds)")]
    private static partial Regex Time();
}
