using System.Text.Json.Nodes;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Status;

public sealed class StatusTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly StringWriter text = new() { NewLine = "\n" };

    public void Dispose()
    {
        folder.Dispose();
        text.Dispose();
    }

    [Fact]
    public void The_table_shows_paper_chapter_claim_verdict_and_time()
    {
        AddTwo();
        Assert.Equal(0, Run());
        Assert.Equal("""
            Balancing
              A paper about tasks (2018)
              notebooks/balancing/weights.ipynb  stored run: 12 s
                ✓  Weights that adapt reach a lower loss  reproduced
                ✗  Weights that adapt reach a lower loss  not-reproduced (declared reproduced)

            Training
              A small one
              notebooks/training/plain.ipynb  no stored run
                no stored claim

            2 notebooks, 2 claims: 1 reproduced, 1 not-reproduced

            """, text.ToString());
    }

    [Fact]
    public void A_notebook_that_cannot_be_read_is_shown_and_fails()
    {
        folder.Write("notebooks/balancing/broken.ipynb", "{");
        Assert.Equal(1, Run());
        Assert.Contains("notebooks/balancing/broken.ipynb", text.ToString());
        Assert.Contains("not JSON", text.ToString());
    }

    [Fact]
    public void No_notebook_is_said_plainly()
    {
        Assert.Equal(0, Run());
        Assert.Equal("There is no notebook under notebooks.\n", text.ToString());
    }

    [Fact]
    public void Json_holds_the_same_facts()
    {
        AddTwo();
        Assert.Equal(0, Run("--json"));

        var entries = JsonNode.Parse(text.ToString())!.AsArray();
        Assert.Equal(["notebooks/balancing/weights.ipynb", "notebooks/training/plain.ipynb"], entries.Select(entry => (string?)entry!["notebook"]));
        Assert.Equal(12.3, (double?)entries[0]!["seconds"]);
        Assert.Equal("not-reproduced", (string?)entries[0]!["claims"]![1]!["verdict"]);
        Assert.Null(entries[1]!["seconds"]);
        var measured = Assert.Single(entries[0]!["claims"]![0]!["measured"]!.AsArray());
        Assert.Equal("log ratio of losses: -0.5, 0.25, below -0.2 on every seed, True", $"{measured!["name"]}: {measured["mean"]}, {measured["std"]}, {measured["criterion"]}, {(bool)measured["met"]!}");
    }

    [Fact]
    public void Write_fills_the_table_of_the_readme_and_leaves_the_rest()
    {
        AddTwo();
        folder.Write("README.md", "# Title\n\n<!-- notebooks -->\nold\n<!-- /notebooks -->\n\nEnd\n");
        Run("--write");
        var readme = File.ReadAllText(folder["README.md"]);
        Assert.StartsWith("# Title\n\n<!-- notebooks -->\n\n| Paper |", readme);
        Assert.EndsWith("|\n\n<!-- /notebooks -->\n\nEnd\n", readme);
        Assert.Contains("](notebooks/balancing/weights.ipynb)", readme);
        Assert.DoesNotContain("old", readme);
        Run("--write");
        Assert.Equal(readme, File.ReadAllText(folder["README.md"]));
    }

    [Fact]
    public void Of_many_numbers_the_index_counts_those_that_are_as_demanded_and_shows_the_first_that_is_not()
    {
        static string Number(string name, string value, string met) => $$"""{"name": "{{name}}", "values": [{{value}}], "mean": {{value}}, "std": 0, "criterion": ">= 1 in the mean", "met": {{met}}}""";
        var one = JsonNode.Parse(NotebookBuilder.Claim(budget: "quick"))!;
        one["measurements"] = JsonNode.Parse($"[{Number("a", "1", "true")}, {Number("b", "0.5", "false")}, {Number("c", "0.25", "false")}]");
        folder.Write("notebooks/balancing/many.ipynb", new NotebookBuilder().Markdown("# Many").Executed(1, "claims", NotebookBuilder.ClaimOutput(one.ToJsonString())).ToString());
        Run("--write");
        Assert.Contains("| 1 of 3 as demanded; b: 0.5 (≥ 1 in the mean) | reproduced | 3, quick |", File.ReadAllText(folder["notebooks/README.md"]));
    }

    [Fact]
    public void Write_makes_the_index_and_the_same_one_again()
    {
        AddTwo();
        Assert.Equal(0, Run("--write"));
        var index = File.ReadAllText(folder["notebooks/README.md"]);

        Assert.Equal("""
            # Notebooks

            <!-- Written by `./kit status --write` from the outputs stored in the notebooks; edit those instead. -->

            One notebook per paper. All numbers are those of the stored full run, on two cores: mean and standard deviation over the seeds, and in brackets
            what was demanded of them before the run.

            ## Balancing

            | Paper | Claim | Measured | Verdict | Seeds | Time |
            |---|---|---|---|---|---|
            | [A paper about tasks](balancing/weights.ipynb), [arXiv 1234.56789](https://arxiv.org/abs/1234.56789), 2018 | Weights that adapt reach a lower loss | log ratio of losses: -0.5 ± 0.25 (below -0.2 on every seed) | reproduced | 3 | 12 s |
            |  | Weights that adapt reach a lower loss | log ratio of losses: -0.5 ± 0.25 (below -0.2 on every seed) | not reproduced | 3 |  |

            ## Training

            | Paper | Claim | Measured | Verdict | Seeds | Time |
            |---|---|---|---|---|---|
            | [A small one](training/plain.ipynb) |  | | | |  |

            """, index);
        Assert.Equal("wrote notebooks/README.md\n", text.ToString());
        Run("--write");
        Assert.Equal(index, File.ReadAllText(folder["notebooks/README.md"]));
    }

    void AddTwo()
    {
        folder.Write("notebooks/balancing/weights.ipynb", new NotebookBuilder().Markdown("# Weights").Executed(
            1, "claims", NotebookBuilder.ClaimOutput(NotebookBuilder.Claim()), NotebookBuilder.ClaimOutput(NotebookBuilder.Claim(verdict: "not-reproduced", id: "other"))).ToString());
        var plain = new NotebookBuilder().Markdown("# A small one").Code("1 + 1");
        plain.Metadata.Remove("marginalia");
        folder.Write("notebooks/training/plain.ipynb", plain.ToString());
    }

    int Run(params string[] options) =>
        CommandTree.Read(["status", .. options])(new(Screen.Plain(text), CancellationToken.None, new(folder.Path, folder.Path))).Result;
}
