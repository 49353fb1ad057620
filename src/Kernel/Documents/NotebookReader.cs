using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>Bytes to notebook, with one clear line for everything that can be wrong.</summary>
internal static class NotebookReader
{
    public static Notebook Load(string path) => Parse(Bytes(path), path, Path.GetFullPath(path));

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="NotebookException">It is not there or cannot be read.</exception>
    public static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException($"{path}: there is no such file", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException(Directory.Exists(path) ? $"{path}: this is a folder, not a notebook" : $"{path}: cannot be read: {error.Message}", error);
        }
    }

    public static Notebook Parse(byte[] bytes, string name, string? path)
    {
        var source = JsonSource.Parse(bytes, name);
        return FromJson(source.ToNode(), source, name, path);
    }

    public static Notebook FromJson(JsonObject root, JsonSource? source, string name, string? path)
    {
        if (root["worksheets"] is not null || Json.Int(root["nbformat"]) is <= 3)
            throw new NotebookException($"{name}: nbformat {Json.Int(root["nbformat"]) ?? 3} is too old; convert it with: jupyter nbconvert --to notebook");
        if (Json.Int(root["nbformat"]) is > 4)
            throw new NotebookException($"{name}: nbformat {Json.Int(root["nbformat"])} is not known; this program reads 4.0 to 4.5");
        if (root["cells"] is not JsonArray cells)
            throw new NotebookException($"{name}: not a notebook: it has no list of cells");
        if (Json.Int(root["nbformat"]) is null)
            throw new NotebookException($"{name}: not a notebook: it does not say which nbformat it has");
        return new(root, cells.Select((cell, index) => ReadCell(cell, index, name)), source, path);
    }

    static NotebookCell ReadCell(JsonNode? node, int index, string name)
    {
        if (node is not JsonObject json)
            throw new NotebookException($"{name}: cell {index + 1} is not an object");
        return new(json, Json.String(json["cell_type"]) switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            var other => throw new NotebookException($"{name}: cell {index + 1} has cell_type '{other}'; expected code, markdown or raw"),
        });
    }
}
