using System.Text.RegularExpressions;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>Console text on a page: escaped, without the colours of a terminal.</summary>
internal static partial class TerminalText
{
    public static string Html(string text) => HtmlText.Encode(Escape().Replace(text, ""));

    [GeneratedRegex(@"\x1b(?:\[[0-9;?]*[@-~]|[^\[])")]
    private static partial Regex Escape();
}
