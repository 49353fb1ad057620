using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Export;
using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Exporting;

/// <summary>What the gallery's search looks through: for each notebook its address, its headings and all words of its text, claims and facts.</summary>
internal sealed partial class SearchIndex
{
    static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly JsonArray notebooks = [];

    /// <summary>Adds a notebook and its page.</summary>
    public void Add(GalleryNotebook notebook, ExportedPage page)
    {
        var facts = notebook.Facts;
        string?[] texts =
        [
            notebook.Title, facts.Paper, facts.Authors, facts.Arxiv, $"{facts.Year}", facts.Chapter, facts.Path, page.Text,
            .. facts.Claims.SelectMany(claim => (string[])[claim.Sentence, claim.Source, claim.Verdict.Word()]),
        ];
        notebooks.Add((JsonNode)new JsonObject
        {
            ["page"] = GalleryNotebook.Address(notebook.Page),
            ["headings"] = new JsonArray([.. page.Headings.Select(heading => (JsonNode)new JsonArray(heading.Text, heading.Anchor))]),
            ["words"] = string.Join(' ', texts.OfType<string>().SelectMany(text => Word().Matches(text.ToLowerInvariant())).Select(word => word.Value).Distinct().Order(StringComparer.Ordinal)),
        });
    }

    /// <summary>The index as JSON that can stand in an HTML page.</summary>
    public string Json() => notebooks.ToJsonString(readable).Replace("<", "\\u003c");

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
