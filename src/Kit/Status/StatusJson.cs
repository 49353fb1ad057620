using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Status;

/// <summary>The status as JSON, for other programs.</summary>
internal static class StatusJson
{
    static readonly JsonSerializerOptions indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A list with one object per notebook; absent facts are null.</summary>
    public static string Text(IEnumerable<NotebookEntry> entries) => new JsonArray([.. entries.Select(Entry)]).ToJsonString(indented);

    static JsonNode Entry(NotebookEntry entry) => new JsonObject
    {
        ["notebook"] = $"notebooks/{entry.Path}",
        ["paper"] = entry.Paper,
        ["arxiv"] = entry.Arxiv,
        ["year"] = entry.Year,
        ["chapter"] = entry.Chapter,
        ["seconds"] = entry.Time?.TotalSeconds,
        ["problem"] = entry.Problem,
        ["claims"] = new JsonArray([.. entry.Claims.Select(Found)]),
    };

    static JsonNode Measured(Measurement measurement) => new JsonObject
    {
        ["name"] = measurement.Name,
        ["mean"] = Finite(measurement.Mean),
        ["std"] = Finite(measurement.Std),
        ["criterion"] = measurement.Criterion,
        ["met"] = measurement.Met,
    };

    static JsonNode? Finite(double number) => double.IsFinite(number) ? number : null; // JSON has no others

    static JsonNode Found(Claim claim) => new JsonObject
    {
        ["id"] = claim.Id,
        ["claim"] = claim.Sentence,
        ["source"] = claim.Source,
        ["budget"] = claim.Budget,
        ["seeds"] = claim.Seeds,
        ["declared"] = claim.Declared.Word(),
        ["verdict"] = claim.Verdict.Word(),
        ["measured"] = new JsonArray([.. claim.Measurements.Select(Measured)]),
    };
}
