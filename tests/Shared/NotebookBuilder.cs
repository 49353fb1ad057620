using System.Text.Json.Nodes;

namespace Marginalia.Tests.Shared;

/// <summary>Builds the JSON of small notebooks, well-formed in every respect unless a test asks otherwise.</summary>
internal sealed class NotebookBuilder
{
    readonly JsonArray cells = [];

    /// <summary>The notebook's metadata, to be changed at will.</summary>
    public JsonObject Metadata { get; } = (JsonObject)JsonNode.Parse("""
        {
          "kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"},
          "language_info": {"name": "C#", "file_extension": ".cs", "mimetype": "text/x-csharp", "pygments_lexer": "csharp", "version": "14.0"},
          "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp", "items": [{"aliases": [], "languageName": "C#", "name": "csharp"}]}},
          "marginalia": {"paper": "A paper about tasks", "arxiv": "1234.56789", "year": 2018, "chapter": "balancing", "seconds": 12.3}
        }
        """)!;

    public NotebookBuilder Markdown(string text) => Add("markdown", text);

    public NotebookBuilder Code(string source, params string[] tags) => Add("code", source, tags: tags);

    /// <summary>The parameters cell that every notebook of ours has.</summary>
    public NotebookBuilder Parameters(string source = "bool quick = false;\nint seeds = 3;") => Code(source, "parameters");

    /// <summary>A code cell that has run: it carries the counter and the outputs.</summary>
    public NotebookBuilder Executed(int count, string source, params string[] outputs) =>
        Add("code", source, count, [.. outputs.Select(output => JsonNode.Parse(output))]);

    /// <summary>The JSON of an output that shows a claim.</summary>
    public static string ClaimOutput(string claim) =>
        "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"text/plain\": \"a claim\", \"application/vnd.marginalia.claim+json\": " + claim + "}}";

    /// <summary>The JSON of a claim.</summary>
    public static string Claim(string declared = "reproduced", string verdict = "reproduced", string budget = "full", string id = "lower-loss", string why = "") => $$"""
        {"id": "{{id}}", "claim": "Weights that adapt reach a lower loss", "source": "Chen et al. 2018, section 4.1", "budget": "{{budget}}", "seeds": 3,
         "declared": "{{declared}}", "verdict": "{{verdict}}", "why": "{{why}}",
         "measurements": [{"name": "log ratio of losses", "values": [-0.25, -0.5, -0.75], "mean": -0.5, "std": 0.25, "criterion": "below -0.2 on every seed", "met": {{(verdict == "reproduced" ? "true" : "false")}}}]}
        """;

    public override string ToString() => new JsonObject
    {
        ["cells"] = cells.DeepClone(),
        ["metadata"] = Metadata.DeepClone(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString() + "\n";

    NotebookBuilder Add(string kind, string source, int? count = null, JsonArray? outputs = null, params string[] tags)
    {
        var cell = new JsonObject
        {
            ["cell_type"] = kind,
            ["id"] = $"cell-{cells.Count + 1}",
            ["metadata"] = tags.Length == 0 ? [] : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
            ["source"] = source,
        };
        if (kind == "code") (cell["execution_count"], cell["outputs"]) = (count, outputs ?? []);
        cells.Add((JsonNode)cell);
        return this;
    }
}
