using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kit.Documents;

/// <summary>What a notebook that is given to others must be, beyond running: the outputs of one run, readable anywhere. Nothing here depends on the machine.</summary>
internal static partial class NotebookLint
{
    const int MostBytes = 1_000_000;
    const string Run = "run it once with ./kit run --save", Convert = "copy the metadata of another notebook of ours";

    /// <summary>Everything that is wrong with the notebook.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="path">Its path below notebooks/, with forward slashes: there the rules for papers hold, too. Null for a notebook from elsewhere.</param>
    public static IReadOnlyList<Finding> Findings(string json, string? path)
    {
        Notebook notebook;
        try
        {
            notebook = Notebook.Parse(json);
        }
        catch (NotebookException error)
        {
            return [new(null, error.Message, "repair it, or fetch it again")];
        }
        var hasRun = Code(notebook).Any(pair => pair.Cell.ExecutionCount is not null || pair.Cell.Outputs.Count > 0);
        return
        [
            .. Metadata(notebook), .. Form(notebook), .. path is null ? [] : PaperRules.Findings(notebook, path, hasRun),
            .. hasRun ? Counters(notebook) : [new(null, "it has not been run", Run)],
            .. Outputs(notebook), .. Paths(notebook), .. Size(json),
        ];
    }

    /// <summary>The code cells and their numbers among all cells, from 1.</summary>
    public static IEnumerable<(NotebookCell Cell, int Number)> Code(Notebook notebook) =>
        notebook.Cells.Index().Where(pair => pair.Item.Kind == CellKind.Code).Select(pair => (pair.Item, pair.Index + 1));

    /// <summary>A value in the metadata, by its names joined with dots.</summary>
    public static JsonNode? Find(Notebook notebook, string names) =>
        names.Split('.').Aggregate((JsonNode?)notebook.Metadata, (node, name) => (node as JsonObject)?[name]);

    static IEnumerable<Finding> Metadata(Notebook notebook)
    {
        (string, string)[] wanted =
        [
            ("kernelspec.name", ".net-csharp"), ("kernelspec.language", "C#"), ("kernelspec.display_name", ".NET (C#)"),
            ("language_info.name", "C#"), ("language_info.pygments_lexer", "csharp"), ("polyglot_notebook.kernelInfo.defaultKernelName", "csharp"),
        ];
        foreach (var (name, value) in wanted)
            if (Find(notebook, name)?.ToString() != value)
                yield return new(null, $"metadata {name} is not '{value}'", Convert);
    }

    static IEnumerable<Finding> Form(Notebook notebook)
    {
        if (notebook.FormatMinor != 5) yield return new(null, $"nbformat 4.{notebook.FormatMinor} is not 4.5", "save it with a current Jupyter or VS Code");
        var ids = new HashSet<string>();
        foreach (var (index, cell) in notebook.Cells.Index())
            if (cell.Id is null || !ids.Add(cell.Id))
                yield return new(index + 1, cell.Id is null ? "it has no id" : $"the id '{cell.Id}' is another cell's, too", "give each cell an id of its own");
        foreach (var (cell, number) in Code(notebook))
            if (cell.HasTag("injected-parameters"))
                yield return new(number, "it holds injected parameters", "take it out");
    }

    static IEnumerable<Finding> Counters(Notebook notebook)
    {
        var expected = 0;
        foreach (var (cell, number) in Code(notebook))
        {
            int? wanted = cell.Runs ? ++expected : null;
            if (cell.ExecutionCount != wanted)
                yield return new(number, $"its counter is {cell.ExecutionCount?.ToString() ?? "null"}, not {wanted?.ToString() ?? "null"}: the outputs are not those of one run", Run);
        }
    }

    static IEnumerable<Finding> Outputs(Notebook notebook)
    {
        foreach (var (cell, number) in Code(notebook))
            foreach (var output in cell.Outputs)
            {
                if (output is ErrorOutput error && !cell.HasTag("raises-exception")) yield return new(number, $"it ended with {error.Name}", "repair it, or tag the cell 'raises-exception'");
                if (output is UnknownOutput) yield return new(number, "it has an output of a kind that nbformat does not know", Run);
                if (Bundle(output)?["text/html"] is { } html && html.Contains("marginalia-figure", StringComparison.Ordinal) && !html.Contains("<img src=\"data:image/", StringComparison.Ordinal))
                    yield return new(number, "it shows a figure without a static image", Run);
            }
    }

    static IEnumerable<Finding> Paths(Notebook notebook)
    {
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            var text = new StringBuilder(cell.Source).Append('\n');
            foreach (var output in cell.Outputs)
                text.AppendJoin('\n', output is StreamOutput stream ? [stream.Text] : Bundle(output)?.Data.Values ?? []).Append('\n');
            if (AbsolutePath().Match(Base64().Replace(text.ToString(), "")) is { Success: true } match)
                yield return new(index + 1, $"it holds an absolute path: {match.Value}", "use a path relative to the notebook");
        }
    }

    static IEnumerable<Finding> Size(string json)
    {
        if (Encoding.UTF8.GetByteCount(json) is > MostBytes and var bytes) yield return new(null, $"it has {bytes} bytes, more than {MostBytes}", "thin the data in its figures out");
    }

    static MimeBundle? Bundle(CellOutput output) => output switch
    {
        DisplayOutput display => display.Bundle,
        ResultOutput result => result.Bundle,
        _ => null,
    };

    [GeneratedRegex(@"(?<![\w.:/])/(home|work|tmp|root|Users)/[\w.-]*|\b[A-Z]:\\(Users|Windows|Program Files|Temp)\b")]
    private static partial Regex AbsolutePath();

    // Images in data URIs may hold anything by chance.
    [GeneratedRegex("[A-Za-z0-9+/=]{200,}")]
    private static partial Regex Base64();
}
