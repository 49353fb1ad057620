using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Export;

namespace Marginalia.Kernel.Tests.Export;

/// <summary>Exported pages for tests.</summary>
internal static partial class Page
{
    /// <summary>The page of a notebook.</summary>
    public static string Of(NotebookBuilder notebook, HtmlOptions? options = null) => HtmlExporter.Export(Notebook.Parse(notebook.ToString()), options ?? new());

    /// <summary>What the page shows of one Markdown cell.</summary>
    public static string OfMarkdown(string text) => Body(Of(new NotebookBuilder().Markdown(text)));

    /// <summary>What the page shows of one value in several MIME types, given as JSON.</summary>
    public static string OfValue(string data) => Body(Of(new NotebookBuilder().Executed(1, "x", Value(data))));

    /// <summary>The JSON of an output that shows a value.</summary>
    public static string Value(string data) => $$"""{"output_type": "display_data", "metadata": {}, "data": {{data}}}""";

    public static string Body(string page) => page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];

    /// <summary>The text of the page's formulas, with their delimiters, still escaped.</summary>
    public static string[] Formulas(string page) => [.. Formula().Matches(page).Select(match => match.Groups["tex"].Value)];

    [GeneratedRegex(@"<(?<name>span|div) class=""math(?: display)?"" data-tex>(?<tex>.*?)</\k<name>>", RegexOptions.Singleline)]
    private static partial Regex Formula();
}
