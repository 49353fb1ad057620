using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>The language of a whole notebook, from its metadata.</summary>
internal static class NotebookLanguage
{
    /// <summary>The default kernel that VS Code stores, else the kernel's language or name, else C#.</summary>
    public static string Of(JsonObject? metadata)
    {
        var polyglot = metadata?["polyglot_notebook"] as JsonObject;
        var name = Named(metadata?["kernelInfo"], "defaultKernelName") ?? Named(polyglot?["kernelInfo"], "defaultKernelName") ?? Named(polyglot, "defaultKernelName")
            ?? Named(metadata?["dotnet_interactive"], "defaultKernelName")
            ?? Named(metadata?["kernelspec"], "language") ?? Named(metadata?["kernelspec"], "name")
            ?? Named(metadata?["language_info"], "name");
        return name is null ? CellLanguage.CSharp : CellLanguage.Normalise(name);
    }

    /// <summary>Refuses a notebook of another language before anything runs.</summary>
    /// <exception cref="NotebookException">The notebook is neither in C# nor in F#.</exception>
    public static void RequireSupported(Notebook notebook)
    {
        if (notebook.Language is CellLanguage.CSharp or CellLanguage.FSharp)
            return;
        var file = notebook.Path is { } path ? Path.GetFileName(path) : "notebook";
        var kernel = notebook.KernelName is { } name ? $"kernel '{name}' ({notebook.Language})" : $"language '{notebook.Language}'";
        throw new NotebookException($"{file}: its {kernel} is not supported; only C# and F# notebooks run here (kernels '.net-csharp' and '.net-fsharp', cells in {CellLanguage.Supported})");
    }

    static string? Named(JsonNode? owner, string key) =>
        owner is JsonObject values && Json.String(values[key]) is { Length: > 0 } name ? name : null;
}
