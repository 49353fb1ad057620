using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>A whole HTML document.</summary>
internal static class HtmlDocument
{
    /// <summary>Says in a page's head who wrote it.</summary>
    public const string Mark = "<meta name=\"generator\" content=\"Marginalia\">";

    /// <summary>The document with this title (text) and this HTML in head and body.</summary>
    public static string Of(string title, string head, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        {Mark}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>{HtmlText.Encode(title)}</title>
        {head}</head>
        <body>
        {body}</body>
        </html>

        """;
}
