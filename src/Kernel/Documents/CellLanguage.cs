using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>Names of cell languages, and where notebooks keep them.</summary>
internal static class CellLanguage
{
    public const string CSharp = "csharp", FSharp = "fsharp";

    /// <summary>What a cell can hold here.</summary>
    public const string Supported = "csharp, fsharp, sql, html, markdown, javascript, mermaid";

    /// <summary>From a cell's metadata, as VS Code stores it; null when it names none.</summary>
    public static string? Of(JsonObject? metadata) =>
        Named(metadata?["polyglot_notebook"], "kernelName") ?? Named(metadata?["dotnet_interactive"], "language");

    /// <summary>From a first line that is nothing but <c>#!</c> and a known name, with more text below it; null when it is not.</summary>
    public static string? OfFirstLine(string source) =>
        source.StartsWith("#!", StringComparison.Ordinal) && source.IndexOf('\n') is > 0 and var end ? OfLine(source.AsSpan(0, end).TrimEnd('\r').ToString()) : null;

    /// <summary>From a line that is nothing but <c>#!</c> and a known name; null when it is not.</summary>
    public static string? OfLine(string line) =>
        line.StartsWith("#!", StringComparison.Ordinal) && IsKnown(line[2..]) ? Normalise(line[2..]) : null;

    /// <summary>One name per language; an unknown name in lower case.</summary>
    public static string Normalise(string name) => name.ToLowerInvariant() switch
    {
        "c#" or "csharp" or ".net-csharp" => CSharp,
        "f#" or "fsharp" or ".net-fsharp" => FSharp,
        "pwsh" or "powershell" or ".net-powershell" => "pwsh",
        "js" or "javascript" => "javascript",
        "md" or "markdown" => "markdown",
        var other => other,
    };

    /// <summary>Whether this is the name of a language that notebooks are known to use, supported here or not.</summary>
    public static bool IsKnown(string name) =>
        Normalise(name) is CSharp or "html" or "markdown" or "javascript" or "mermaid" or FSharp or "pwsh" or "sql" or "kql" or "http" or "python" or "r" or "value";

    static string? Named(JsonNode? owner, string key) =>
        owner is JsonObject values && Json.String(values[key]) is { Length: > 0 } name ? Normalise(name) : null;
}
