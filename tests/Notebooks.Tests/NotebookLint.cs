using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;
using Marginalia.Kit.Claims;

namespace Marginalia.Notebooks.Tests;

/// <summary>What a committed notebook must be, beyond running: stored outputs of one full run that anybody can read anywhere.</summary>
internal static partial class NotebookLint
{
    const int MostBytes = 1_000_000;

    /// <summary>Everything that is wrong with the notebook, one sentence each.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="path">Its path below notebooks/, with forward slashes.</param>
    public static IReadOnlyList<string> Faults(string json, string path)
    {
        var notebook = Notebook.Parse(json, path);
        return [.. Metadata(notebook, path), .. Counters(notebook), .. Outputs(notebook), .. Text(notebook), .. Claims(notebook), .. Size(json), .. Form(notebook)];
    }

    static IEnumerable<string> Metadata(Notebook notebook, string path)
    {
        (string, string)[] wanted =
        [
            ("kernelspec.name", ".net-csharp"), ("kernelspec.language", "C#"), ("kernelspec.display_name", ".NET (C#)"),
            ("language_info.name", "C#"), ("language_info.pygments_lexer", "csharp"), ("polyglot_notebook.kernelInfo.defaultKernelName", "csharp"),
            ("marginalia.chapter", Path.GetDirectoryName(path)!),
        ];
        foreach (var (key, value) in wanted)
            if (Find(notebook, key)?.ToString() != value) yield return $"metadata {key} is not '{value}'";
        foreach (var key in (string[])["marginalia.paper", "marginalia.arxiv"])
            if (string.IsNullOrWhiteSpace(Find(notebook, key)?.ToString())) yield return $"metadata {key} is missing";
        foreach (var key in (string[])["marginalia.year", "marginalia.seconds"])
            if (Find(notebook, key) is not JsonValue value || !value.TryGetValue(out double number) || number <= 0) yield return $"metadata {key} is not a number above 0";
    }

    static IEnumerable<string> Counters(Notebook notebook)
    {
        var expected = 0;
        foreach (var (cell, number) in Code(notebook))
        {
            int? wanted = cell.HasTag("skip-execution") ? null : ++expected;
            if (cell.ExecutionCount != wanted)
                yield return $"cell {number} has the counter {cell.ExecutionCount?.ToString() ?? "null"}, not {wanted?.ToString() ?? "null"}; the outputs are not those of one run";
        }
    }

    static IEnumerable<string> Outputs(Notebook notebook)
    {
        foreach (var (cell, number) in Code(notebook))
            foreach (var output in cell.Outputs)
            {
                if (output is ErrorOutput error && !cell.HasTag("raises-exception")) yield return $"cell {number} ended with {error.Name}";
                if (output is UnknownOutput) yield return $"cell {number} has an output of a kind that nbformat does not know";
                if (Bundle(output)?["text/html"] is { } html && html.Contains("marginalia-figure", StringComparison.Ordinal) && !html.Contains("<img src=\"data:image/", StringComparison.Ordinal))
                    yield return $"cell {number} shows a figure without a static image";
            }
    }

    static IEnumerable<string> Text(Notebook notebook)
    {
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            var text = new StringBuilder(cell.Source).Append('\n');
            foreach (var output in cell.Outputs)
                text.AppendJoin('\n', output is StreamOutput stream ? [stream.Text] : Bundle(output)?.Data.Values ?? []).Append('\n');
            if (AbsolutePath().Match(Base64().Replace(text.ToString(), "")) is { Success: true } match)
                yield return $"cell {index + 1} holds an absolute path: {match.Value}";
        }
    }

    static IEnumerable<string> Claims(Notebook notebook)
    {
        var claims = NotebookClaims.Of(notebook);
        if (claims.Count == 0) yield return "no output shows a claim";
        foreach (var claim in claims)
        {
            if (claim.Verdict != claim.Declared) yield return $"claim {claim.Id} is declared {claim.Declared.Word()} but the stored run found {claim.Verdict.Word()}";
            if (claim.Budget != "full") yield return $"claim {claim.Id} was judged on the {claim.Budget} budget; stored outputs come from full runs";
        }
    }

    static IEnumerable<string> Size(string json)
    {
        if (Encoding.UTF8.GetByteCount(json) is > MostBytes and var bytes) yield return $"it has {bytes} bytes, more than {MostBytes}; thin the data in its figures out";
    }

    static IEnumerable<string> Form(Notebook notebook)
    {
        var code = Code(notebook).Select(pair => pair.Cell).ToArray();
        if (notebook.FormatMinor != 5) yield return $"nbformat 4.{notebook.FormatMinor} is not 4.5";
        if (notebook.Cells.Any(cell => cell.Id is null) || notebook.Cells.DistinctBy(cell => cell.Id).Count() != notebook.Cells.Count) yield return "cell ids are missing or not unique";
        if (code.FirstOrDefault()?.Source.StartsWith("#r \"Marginalia\"", StringComparison.Ordinal) != true) yield return "the first code cell does not start with #r \"Marginalia\"";
        if (code.Where(cell => cell.HasTag("parameters")).ToArray() is not [var parameters]) yield return "it does not have exactly one cell tagged 'parameters'";
        else if (!parameters.Source.Contains("bool quick = false;", StringComparison.Ordinal)) yield return "its parameters cell lacks 'bool quick = false;'";
        if (code.Any(cell => cell.HasTag("injected-parameters"))) yield return "it holds a cell of injected parameters";
    }

    static IEnumerable<(NotebookCell Cell, int Number)> Code(Notebook notebook) =>
        notebook.Cells.Index().Where(pair => pair.Item.Kind == CellKind.Code).Select(pair => (pair.Item, pair.Index + 1));

    static MimeBundle? Bundle(CellOutput output) => output switch
    {
        DisplayOutput display => display.Bundle,
        ResultOutput result => result.Bundle,
        _ => null,
    };

    static JsonNode? Find(Notebook notebook, string keys) =>
        keys.Split('.').Aggregate((JsonNode?)notebook.Metadata, (node, key) => (node as JsonObject)?[key]);

    [GeneratedRegex(@"(?<![\w.:/])/(home|work|tmp|root|Users)/[\w.-]*|\b[A-Z]:\\(Users|Windows|Program Files|Temp)\b")]
    private static partial Regex AbsolutePath();

    // Images in data URIs may hold anything by chance.
    [GeneratedRegex("[A-Za-z0-9+/=]{200,}")]
    private static partial Regex Base64();
}
