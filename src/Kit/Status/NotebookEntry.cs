using System.Text.Json;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kit.Claims;
using Marginalia.Kit.Running;

namespace Marginalia.Kit.Status;

/// <summary>What a stored notebook says about itself and what its stored outputs show.</summary>
/// <param name="Path">Path under notebooks/, with forward slashes.</param>
/// <param name="Paper">The paper's title.</param>
/// <param name="Authors">Its authors, or null.</param>
/// <param name="Arxiv">The paper's arXiv id, or null.</param>
/// <param name="Year">The paper's year, or null.</param>
/// <param name="Chapter">The chapter that the notebook belongs to.</param>
/// <param name="Time">How long the stored run took, or null when there is none.</param>
/// <param name="Claims">The claims among its outputs.</param>
/// <param name="Problem">Why it cannot be read, or null.</param>
internal sealed record NotebookEntry(
    string Path, string Paper, string? Authors, string? Arxiv, int? Year, string Chapter, TimeSpan? Time, IReadOnlyList<Claim> Claims, string? Problem)
{
    /// <summary>All notebooks of the workspace, in path order. One that cannot be read is an entry with a problem.</summary>
    public static IReadOnlyList<NotebookEntry> All(Workspace workspace) =>
        [.. workspace.AllNotebooks().Select(path => Read(path, System.IO.Path.GetRelativePath(workspace.Notebooks, path).Replace('\\', '/')))];

    /// <summary>Reads one notebook.</summary>
    public static NotebookEntry Read(string file, string path)
    {
        try
        {
            return Of(Notebook.Load(file), path);
        }
        catch (Exception error) when (error is NotebookException or FormatException)
        {
            return new(path, System.IO.Path.GetFileNameWithoutExtension(path), null, null, null, Folder(path), null, [], error.Message);
        }
    }

    /// <summary>The facts of a notebook that has been read.</summary>
    /// <exception cref="FormatException">It shows a claim that cannot be read.</exception>
    public static NotebookEntry Of(Notebook notebook, string path)
    {
        var facts = notebook.Metadata["marginalia"] as JsonObject;
        return new(
            path,
            Text(facts, "paper") ?? CellLabels.Title(notebook) ?? System.IO.Path.GetFileNameWithoutExtension(path),
            Text(facts, "authors"),
            Text(facts, "arxiv") is { } arxiv and not "none" ? arxiv : null,
            (int?)Number(facts, "year"),
            Text(facts, "chapter") ?? Folder(path),
            Number(facts, "seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            NotebookClaims.Of(notebook),
            null);
    }

    static string Folder(string path) => System.IO.Path.GetDirectoryName(path)?.Replace('\\', '/') ?? "";

    static string? Text(JsonObject? facts, string name) =>
        facts?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    static double? Number(JsonObject? facts, string name) =>
        facts?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;
}
