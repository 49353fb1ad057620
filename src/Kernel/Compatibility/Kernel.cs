using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>The functions that a cell calls without a prefix; every cell imports them with <c>using static</c>.</summary>
public class Kernel
{
    Kernel()
    {
    }

    /// <summary>The notebook's engine, to extensions of packages.</summary>
    public static Kernel Root { get; } = new();

#pragma warning disable IDE1006, CA1707 // the name that notebooks use
    /// <summary>Shows a value, in the given MIME types or in those its type prefers.</summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
#pragma warning restore IDE1006, CA1707

    /// <summary>A piece of HTML to show as it is.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);
}
