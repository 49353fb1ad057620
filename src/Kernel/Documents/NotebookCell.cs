using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>One cell: a view of its JSON, so that fields nobody here knows stay as they are.</summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject json, CellKind kind)
    {
        Json = json;
        Kind = kind;
    }

    internal JsonObject Json { get; }

    /// <summary>Code, Markdown or raw text.</summary>
    public CellKind Kind { get; }

    /// <summary>The cell's id (nbformat 4.5), or null.</summary>
    public string? Id => Documents.Json.String(Json["id"]);

    /// <summary>The cell's text.</summary>
    public string Source
    {
        get => Documents.Json.Text(Json["source"]);
        set
        {
            if (value != Source)
                Json["source"] = Json["source"] is JsonValue ? value : Documents.Json.Lines(value);
        }
    }

    /// <summary>The cell's metadata; created when it is missing.</summary>
    public JsonObject Metadata
    {
        get
        {
            if (Json["metadata"] is not JsonObject)
                Json["metadata"] = new JsonObject();
            return (JsonObject)Json["metadata"]!;
        }
    }

    /// <summary>The cell's tags.</summary>
    public IReadOnlyList<string> Tags =>
        Json["metadata"] is JsonObject metadata && metadata["tags"] is JsonArray tags ? [.. tags.Select(Documents.Json.String).OfType<string>()] : [];

    /// <summary>The language of a code cell (<c>csharp</c>, <c>html</c>, ...) that its first line (<c>#!html</c>) or its metadata names, or null: then it is the notebook's.</summary>
    public string? Language => (Kind == CellKind.Code ? CellLanguage.OfFirstLine(Source) : null) ?? CellLanguage.Of(Json["metadata"] as JsonObject);

    /// <summary>The cell's files (<c>attachment:name</c> in its Markdown): name to MIME bundle, or null.</summary>
    public JsonObject? Attachments => Json["attachments"] as JsonObject;

    /// <summary>The counter of the last run, or null.</summary>
    public int? ExecutionCount
    {
        get => Documents.Json.Int(Json["execution_count"]);
        set => Json["execution_count"] = value;
    }

    /// <summary>What the last run left.</summary>
    public IReadOnlyList<CellOutput> Outputs
    {
        get => Json["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>().Select(OutputJson.Read)] : [];
        set => Json["outputs"] = new JsonArray([.. value.Select(OutputJson.Write)]);
    }

    /// <summary>Whether a run executes it: code that is not tagged <c>skip-execution</c>. An empty cell gets no number, as in Jupyter.</summary>
    public bool Runs => Kind == CellKind.Code && !HasTag("skip-execution") && !string.IsNullOrWhiteSpace(Source);

    /// <summary>Takes over another cell's outputs under a counter of its own.</summary>
    internal void TakeOutputs(NotebookCell other, int? counter)
    {
        ExecutionCount = counter;
        Outputs = [.. other.Outputs.Select(output => output is ResultOutput result ? result with { ExecutionCount = counter } : output)];
    }

    /// <summary>Takes over the metadata that names another cell's language.</summary>
    internal void CopyLanguage(NotebookCell other)
    {
        foreach (var key in (string[])["dotnet_interactive", "polyglot_notebook"])
            if (other.Metadata[key] is { } language)
                Metadata[key] = language.DeepClone();
    }

    /// <summary>Whether the cell carries this tag.</summary>
    public bool HasTag(string tag) => Tags.Contains(tag);
}
