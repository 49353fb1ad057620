namespace Marginalia.Kernel.Export;

/// <summary>Scripts inside a page.</summary>
internal static class ScriptText
{
    /// <summary>
    /// A script element with this text. What would end the element early, or hide its end, is written with an escape that means the
    /// same in JavaScript's strings and regular expressions.
    /// </summary>
    public static string Element(string script) =>
        $"<script>{script.Replace("</script", @"\x3c/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", @"\x3c!--")}</script>\n";
}
