using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Builds notebooks of nbformat 4.5 with the metadata that every front end reads.</summary>
internal static class NewNotebook
{
    /// <summary>A notebook of these cells.</summary>
    /// <param name="cells">The cells; one without an id gets one that follows from its contents.</param>
    /// <param name="metadata">The notebook's own metadata; what names the language is added where it is missing.</param>
    /// <param name="path">The file that it was read from, or null.</param>
    public static Notebook Of(IEnumerable<DocumentCell> cells, JsonObject? metadata = null, string? path = null)
    {
        var all = Defaults(metadata is null ? CellLanguage.CSharp : NotebookLanguage.Of(metadata));
        foreach (var (key, value) in metadata ?? [])
            all[key] = value?.DeepClone();
        var ids = new HashSet<string>();
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(cell => Cell(cell, ids))]),
            ["metadata"] = Sorted(all),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return NotebookReader.FromJson(json, null, "notebook", path);
    }

    /// <summary>The metadata that name a language; empty for one that is not .NET's.</summary>
    public static JsonObject Defaults(string language) => language switch
    {
        CellLanguage.CSharp => Defaults(language, "C#", ".cs", "text/x-csharp", "csharp", "14.0"),
        "fsharp" => Defaults(language, "F#", ".fs", "text/x-fsharp", "fsharp", "10.0"),
        _ => [],
    };

    static JsonObject Defaults(string language, string name, string extension, string mimeType, string lexer, string version) => new()
    {
        ["kernelspec"] = new JsonObject { ["display_name"] = $".NET ({name})", ["language"] = name, ["name"] = $".net-{language}" },
        ["language_info"] = new JsonObject { ["file_extension"] = extension, ["mimetype"] = mimeType, ["name"] = name, ["pygments_lexer"] = lexer, ["version"] = version },
        ["polyglot_notebook"] = new JsonObject
        {
            ["kernelInfo"] = new JsonObject
            {
                ["defaultKernelName"] = language,
                ["items"] = new JsonArray(new JsonObject { ["aliases"] = new JsonArray(), ["languageName"] = name, ["name"] = language }),
            },
        },
    };

    static JsonObject Cell(DocumentCell cell, HashSet<string> ids)
    {
        var isText = cell.Language is DocumentCell.Markdown or DocumentCell.Raw;
        var metadata = (JsonObject?)cell.Metadata?.DeepClone() ?? [];
        if (!isText)
            foreach (var (owner, key) in (ReadOnlySpan<(string, string)>)[("dotnet_interactive", "language"), ("polyglot_notebook", "kernelName")])
            {
                if (metadata[owner] is not JsonObject)
                    metadata[owner] = new JsonObject();
                metadata[owner]![key] = cell.Language;
            }
        var json = new JsonObject { ["cell_type"] = isText ? cell.Language : "code" };
        if (!isText)
            json["execution_count"] = null;
        json["id"] = Id(cell, ids);
        json["metadata"] = Sorted(metadata);
        if (!isText)
            json["outputs"] = new JsonArray();
        json["source"] = Json.Lines(cell.Text);
        return json;
    }

    static string Id(DocumentCell cell, HashSet<string> ids)
    {
        var wanted = cell.Id ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{cell.Language}\n{cell.Text}")))[..8];
        var id = wanted;
        for (var i = 2; !ids.Add(id); i++)
            id = $"{wanted}-{i}";
        return id;
    }

    static JsonObject Sorted(JsonObject json) =>
        new(json.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
}
