using System.Text.Json.Nodes;
using Marginalia.Charts.Rendering;

namespace Marginalia.Claims;

/// <summary>A claim as JSON, which tools read from the outputs of notebooks.</summary>
internal static class ClaimJson
{
    public static string Of(Claim claim) => Json.Text(new JsonObject
    {
        ["id"] = claim.Id,
        ["claim"] = claim.Sentence,
        ["source"] = claim.Source,
        ["budget"] = claim.Budget.ToString().ToLowerInvariant(),
        ["seeds"] = claim.Seeds,
        ["declared"] = Name(claim.Declared),
        ["verdict"] = Name(claim.Verdict),
        ["why"] = claim.Why,
        ["measurements"] = new JsonArray([.. claim.Measurements.Select(Measurement)]),
    });

    /// <summary>A verdict as it is written in JSON.</summary>
    public static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "reproduced",
        Verdict.DirectionOnly => "direction-only",
        Verdict.NotReproduced => "not-reproduced",
        _ => "not-attempted",
    };

    static JsonObject Measurement(Measurement measurement) => new()
    {
        ["name"] = measurement.Name,
        ["values"] = new JsonArray([.. measurement.Values.Select(value => JsonValue.Create(value))]),
        ["mean"] = measurement.Mean,
        ["std"] = measurement.StandardDeviation,
        ["criterion"] = measurement.Bound.ToString(),
        ["met"] = measurement.Met,
    };
}
