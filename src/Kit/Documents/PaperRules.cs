using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Documents;

/// <summary>What a notebook of a paper must have: facts about the paper, its parameters, its sections, and claims judged by a full run.</summary>
internal static class PaperRules
{
    /// <summary>The headings that every notebook has.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["## What we hold the paper to", "## Verdict", "## Exercises"];

    const string Facts = "state it in the notebook's metadata, below 'marginalia'", Run = "run it once with ./kit run --save";

    /// <summary>Everything that is wrong with the notebook.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="path">Its path below notebooks/, with forward slashes.</param>
    /// <param name="hasRun">Whether it holds the outputs of a run.</param>
    public static IEnumerable<Finding> Findings(Notebook notebook, string path, bool hasRun) =>
        [.. Metadata(notebook, path, hasRun), .. Text(notebook), .. Parameters(notebook), .. hasRun ? Claims(notebook) : []];

    static IEnumerable<Finding> Metadata(Notebook notebook, string path, bool hasRun)
    {
        var chapter = Path.GetDirectoryName(path)!;
        if (NotebookLint.Find(notebook, "marginalia.chapter")?.ToString() != chapter) yield return new(null, $"metadata marginalia.chapter is not '{chapter}'", Facts);
        if (string.IsNullOrWhiteSpace(NotebookLint.Find(notebook, "marginalia.paper")?.ToString())) yield return new(null, "metadata marginalia.paper is missing", Facts);
        if (string.IsNullOrWhiteSpace(NotebookLint.Find(notebook, "marginalia.arxiv")?.ToString())) yield return new(null, "metadata marginalia.arxiv is missing", $"{Facts}; 'none' when the paper is not there");
        foreach (var (name, fix) in ((string, string)[])[("year", Facts), .. hasRun ? [("seconds", Run)] : Array.Empty<(string, string)>()])
            if (NotebookLint.Find(notebook, $"marginalia.{name}") is not JsonValue value || !value.TryGetValue(out double number) || number <= 0)
                yield return new(null, $"metadata marginalia.{name} is not a number above 0", fix);
    }

    static IEnumerable<Finding> Text(Notebook notebook)
    {
        if (notebook.Cells is not [{ Kind: CellKind.Markdown } first, ..] || !first.Source.StartsWith("# ", StringComparison.Ordinal)) yield return new(1, "it is not a title", "begin the notebook with a cell of text: '# Title'");
        else if (!first.Source.Contains("**Paper.**", StringComparison.Ordinal)) yield return new(1, "it does not name the paper", "add a paragraph '**Paper.** Authors, *title*, where, link'");
        var lines = notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => cell.Source.Split('\n')).Select(line => line.TrimEnd()).ToHashSet();
        foreach (var section in Sections.Where(section => !lines.Contains(section)))
            yield return new(null, $"it has no section '{section}'", "add it; ./kit new shows what belongs there");
    }

    static IEnumerable<Finding> Parameters(Notebook notebook)
    {
        var code = NotebookLint.Code(notebook).ToList();
        if (code is [] || !code[0].Cell.Source.StartsWith("#r \"Marginalia\"", StringComparison.Ordinal)) yield return new(code is [] ? null : code[0].Number, "the first code cell does not start with #r \"Marginalia\"", "let it");
        if (code.Where(pair => pair.Cell.HasTag("parameters")).ToList() is not [var parameters]) yield return new(null, "it does not have exactly one cell tagged 'parameters'", "tag the one that declares them");
        else if (!parameters.Cell.Source.Contains("bool quick = false;", StringComparison.Ordinal)) yield return new(parameters.Number, "its parameters lack 'bool quick = false;'", "add it, and make everything small when it is true");
    }

    static IEnumerable<Finding> Claims(Notebook notebook)
    {
        var claims = NotebookClaims.Of(notebook);
        if (claims.Count == 0) yield return new(null, "no output shows a claim", "display each claim at the end");
        foreach (var claim in claims)
        {
            if (claim.Verdict != claim.Declared) yield return new(null, $"claim {claim.Id} is declared {claim.Declared.Word()} but the stored run found {claim.Verdict.Word()}", "declare what was found");
            if (claim.Budget != "full") yield return new(null, $"claim {claim.Id} was judged on the {claim.Budget} budget", $"stored outputs come from full runs: {Run}");
        }
    }
}
