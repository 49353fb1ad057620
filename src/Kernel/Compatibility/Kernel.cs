using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>
/// The functions that a cell calls without a prefix; every cell imports them with <c>using static</c>. An instance stands for the notebook's
/// engine, or for one of its languages.
/// </summary>
public sealed partial class Kernel
{
    internal Kernel(string name) => Name = name;

    /// <summary>The notebook's engine.</summary>
    public static Kernel Root { get; } = new(".NET");

    /// <summary>The language's name; <c>.NET</c> for the engine.</summary>
    public string Name { get; }

    /// <summary>Shows a value, in the given MIME types or in those its type prefers.</summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <summary>A piece of HTML to show as it is.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs a script where the notebook is shown.</summary>
    public static void Javascript(string scriptContent) => HTML($"<script type=\"text/javascript\">{scriptContent}</script>").Display(HtmlFormatter.MimeType);

    /// <summary>Adds style rules to the page that shows the notebook.</summary>
    public static void CSS(string content) =>
        Javascript($"const style = document.createElement(\"style\");\nstyle.textContent = {JsonSerializer.Serialize(content)};\ndocument.head.appendChild(style);");
}
