using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>An nbformat 4 notebook: a view of its JSON, so that what nobody here knows survives a save.</summary>
public sealed class Notebook
{
    readonly JsonObject _json;
    readonly List<NotebookCell> _cells;
    readonly JsonSource? _source;

    internal Notebook(JsonObject json, IEnumerable<NotebookCell> cells, JsonSource? source, string? path)
    {
        _json = json;
        _cells = [.. cells];
        _source = source;
        Path = path;
    }

    /// <summary>Full path of the file it was read from, or null.</summary>
    public string? Path { get; }

    /// <summary>The cells in their order.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>The notebook's metadata; created when it is missing.</summary>
    public JsonObject Metadata
    {
        get
        {
            if (_json["metadata"] is not JsonObject)
                _json["metadata"] = new JsonObject();
            return (JsonObject)_json["metadata"]!;
        }
    }

    /// <summary>The minor version of its format: 0 to 5 of nbformat 4.</summary>
    public int FormatMinor => Json.Int(_json["nbformat_minor"]) ?? 0;

    /// <summary>Name of the kernel that its metadata asks for, or null.</summary>
    public string? KernelName => (_json["metadata"] as JsonObject)?["kernelspec"] is JsonObject spec ? Json.String(spec["name"]) : null;

    /// <summary>The language of cells that name none: <c>csharp</c> unless the metadata says otherwise.</summary>
    public string Language => NotebookLanguage.Of(_json["metadata"] as JsonObject);

    /// <summary>Reads a notebook of nbformat 4.0 to 4.5.</summary>
    /// <exception cref="NotebookException">The file is not there, not JSON or not such a notebook; one line says which and where.</exception>
    public static Notebook Load(string path) => NotebookReader.Load(path);

    /// <summary>Reads a notebook from its JSON text; <paramref name="name"/> stands for it in error messages.</summary>
    /// <exception cref="NotebookException">The text is not JSON or not a notebook.</exception>
    public static Notebook Parse(string json, string name = "notebook") => NotebookReader.Parse(System.Text.Encoding.UTF8.GetBytes(json), name, null);

    /// <summary>The notebook as text: what was not changed as it was read, the rest in the same style; a new notebook as Jupyter writes it.</summary>
    public string ToJson() => _source?.Write(_json) ?? JsonWriter.Indented(_json);

    /// <summary>Writes the notebook; the file holds either the old or the new one, whatever happens.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, (_source is { HasMark: true } ? "\ufeff" : "") + ToJson());

    /// <summary>An independent copy.</summary>
    public Notebook Clone() => NotebookReader.FromJson((JsonObject)_json.DeepClone(), _source, "notebook", Path);

    /// <summary>Adds a new code cell at <paramref name="index"/>, with the given id where the format has ids.</summary>
    internal NotebookCell InsertCode(int index, string id, string source, params IEnumerable<string> tags)
    {
        var json = new JsonObject { ["cell_type"] = "code", ["execution_count"] = null };
        if (FormatMinor >= 5)
            json["id"] = id;
        json["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) };
        json["outputs"] = new JsonArray();
        json["source"] = Json.Lines(source);
        var cell = new NotebookCell(json, CellKind.Code);
        ((JsonArray)_json["cells"]!).Insert(index, json);
        _cells.Insert(index, cell);
        return cell;
    }

    /// <summary>Takes a cell out.</summary>
    internal void Remove(NotebookCell cell)
    {
        ((JsonArray)_json["cells"]!).Remove(cell.Json);
        _cells.Remove(cell);
    }
}
