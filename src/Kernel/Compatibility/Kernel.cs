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

#pragma warning disable IDE1006, CA1707 // the name that notebooks use
    /// <summary>Shows a value, in the given MIME types or in those its type prefers.</summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
#pragma warning restore IDE1006, CA1707

    /// <summary>A piece of HTML to show as it is.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);
}
