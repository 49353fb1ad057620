using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>Names of cell languages, and where notebooks keep them.</summary>
internal static class CellLanguage
{
    public const string CSharp = "csharp";

    /// <summary>What a cell can hold here.</summary>
    public const string Supported = "csharp, html, markdown, javascript, mermaid";

    /// <summary>From a cell's metadata, as VS Code stores it; null when it names none.</summary>
    public static string? Of(JsonObject? metadata) =>
        Named(metadata?["polyglot_notebook"], "kernelName") ?? Named(metadata?["dotnet_interactive"], "language");

    /// <summary>One name per language; an unknown name in lower case.</summary>
    public static string Normalise(string name) => name.ToLowerInvariant() switch
    {
        "c#" or "csharp" or ".net-csharp" => CSharp,
        "f#" or "fsharp" or ".net-fsharp" => "fsharp",
        "pwsh" or "powershell" or ".net-powershell" => "pwsh",
        "js" or "javascript" => "javascript",
        "md" or "markdown" => "markdown",
        var other => other,
    };

    /// <summary>A cell's text as the engine takes it: led by a line that names its language when that is not C#.</summary>
    public static string WithSwitch(string? language, string source) => language is null or CSharp ? source : $"#!{language}\n{source}";

    static string? Named(JsonNode? owner, string key) =>
        owner is JsonObject values && Json.String(values[key]) is { Length: > 0 } name ? Normalise(name) : null;
}
