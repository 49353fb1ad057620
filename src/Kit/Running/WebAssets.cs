using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Export;

namespace Marginalia.Kit.Running;

/// <summary>The scripts that make figures live and equations typeset in HTML pages; the launcher puts them into artifacts/web.</summary>
internal sealed class WebAssets(Workspace workspace)
{
    const string FigureMark = "marginalia-figure";

    readonly string web = Path.Combine(workspace.Artifacts, "web");
    readonly string plotly = Path.Combine(workspace.Artifacts, "web", "plotly.min.js");
    readonly string katex = Path.Combine(workspace.Artifacts, "web", "katex");

    bool HasPlotly => File.Exists(plotly);

    bool HasKatex => File.Exists(Path.Combine(katex, "katex.min.js"));

    /// <summary>Export options with what is there.</summary>
    public HtmlOptions Options => new()
    {
        Scripts = HasPlotly ? [new(plotly, FigureMark)] : [],
        KatexFolder = HasKatex ? katex : null,
    };

    /// <summary>The page of a notebook of this name, with what is there.</summary>
    public string Page(Notebook notebook, string name) => HtmlExporter.Export(notebook, Options with { Title = CellLabels.Title(notebook) ?? name });

    /// <summary>What a page of this notebook lacks for want of a script, and what brings it; one line each.</summary>
    public IEnumerable<string> Missing(Notebook notebook)
    {
        if (!HasPlotly && notebook.Cells.SelectMany(cell => cell.Outputs).Any(IsFigure))
            yield return $"The figures in the page are static, for want of {workspace.Shown(plotly)}: npm or Debian's python3-plotly brings it; remove {workspace.Shown(web)} and start ./kit again.";
        if (!HasKatex && notebook.Cells.Any(cell => cell.Kind == CellKind.Markdown && cell.Source.Contains('$')))
            yield return $"The equations in the page are TeX source, for want of {workspace.Shown(katex)}: npm or Debian's libjs-katex brings it; remove {workspace.Shown(web)} and start ./kit again.";
    }

    static bool IsFigure(CellOutput output) => output switch
    {
        DisplayOutput display => display.Bundle["text/html"],
        ResultOutput result => result.Bundle["text/html"],
        _ => null,
    } is { } html && html.Contains(FigureMark, StringComparison.Ordinal);
}
