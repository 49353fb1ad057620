using System.Text;
using System.Text.Json.Nodes;

namespace Marginalia.Tests.Conformance;

/// <summary>The cases of Balancers/Fixtures/conformance.json, and changed ones.</summary>
internal static class Cases
{
    private static readonly JsonArray Json = Parsed();

    public static IReadOnlyDictionary<string, ConformanceCase> All { get; } = Read(Json.ToJsonString()).ToDictionary(test => test.Id);

    /// <summary>The case of this id as JSON, to be changed.</summary>
    public static JsonObject Copy(string id) => (JsonObject)Json.First(test => (string)test!["id"]! == id)!.DeepClone();

    /// <summary>What comes of a case that is written as JSON.</summary>
    public static CaseResult Run(JsonNode json) => ConformanceRunner.Run(Read($"[{json.ToJsonString()}]").Single());

    public static IReadOnlyList<ConformanceCase> Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return ConformanceFile.Read(stream);
    }

    private static JsonArray Parsed()
    {
        using var stream = typeof(Cases).Assembly.GetManifestResourceStream("Balancers.Fixtures.conformance.json")!;
        return JsonNode.Parse(stream)!.AsArray();
    }
}
