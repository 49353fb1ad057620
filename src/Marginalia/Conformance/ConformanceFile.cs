using System.Text.Json;

namespace Marginalia.Conformance;

/// <summary>A file of cases: a JSON list of objects.</summary>
public static class ConformanceFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>All cases, in their order.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">It is not such a file; the message names the case and the field.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<ConformanceCase> Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>All cases, in their order.</summary>
    /// <param name="text">The JSON, in UTF-8.</param>
    /// <exception cref="FormatException">It is not a list of cases; the message names the case and the field.</exception>
    public static IReadOnlyList<ConformanceCase> Read(Stream text)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            root = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new FormatException($"it is not JSON: {error.Message}", error);
        }

        if (root.ValueKind != JsonValueKind.Array)
            throw new FormatException($"it holds {CaseValue.Kind(root)}; expected a list of cases");
        HashSet<string> ids = [];
        List<ConformanceCase> cases = [];
        foreach (var (index, json) in root.EnumerateArray().Index())
        {
            try
            {
                cases.Add(new(json.ValueKind == JsonValueKind.Object ? json : throw new FormatException($"it is {CaseValue.Kind(json)}; expected an object")));
            }
            catch (FormatException error)
            {
                throw new FormatException($"{NameOf(json, index)}: {error.Message}", error);
            }

            if (!ids.Add(cases[^1].Id))
                throw new FormatException($"{NameOf(json, index)}: an earlier case has the same id");
        }

        return cases;
    }

    private static string NameOf(JsonElement json, int index) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? $"case {id.GetString()}"
            : $"case {index + 1} of the list";
}
