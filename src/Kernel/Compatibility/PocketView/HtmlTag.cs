using System.Collections;
using System.Text.Encodings.Web;
using Marginalia.Kernel.Formatting;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>An HTML element: name, attributes and content.</summary>
public class HtmlTag : IHtmlContent
{
    /// <summary>An empty element.</summary>
    public HtmlTag(string name) => Name = name;

    /// <summary>An element with a text, which is encoded.</summary>
    public HtmlTag(string name, string text) : this(name) => Content = context => WriteContent(text, context);

    /// <summary>An element with HTML in it.</summary>
    public HtmlTag(string name, IHtmlContent content) : this(name) => Content = context => WriteContent(content, context);

    /// <summary>An element whose content is written by a function.</summary>
    public HtmlTag(string name, Action<FormatContext> content) : this(name) => Content = content;

    /// <summary>Name of the element.</summary>
    public string Name { get; set; }

    /// <summary>Writes what stands in the element; null when it is empty.</summary>
    public Action<FormatContext>? Content { get; set; }

    /// <summary>Whether it ends where it begins, as <c>br</c> does.</summary>
    public bool IsSelfClosing { get; set; }

    /// <summary>Its attributes.</summary>
    public HtmlAttributes HtmlAttributes { get; set; } = [];

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder? encoder = null) => WriteTo(new FormatContext(writer));

    /// <summary>Writes the element as part of a value.</summary>
    public void WriteTo(FormatContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Writer.Write($"<{Name}{HtmlAttributes}");
        if (IsSelfClosing)
        {
            context.Writer.Write(" />");
            return;
        }
        context.Writer.Write('>');
        Content?.Invoke(context);
        context.Writer.Write($"</{Name}>");
    }

    /// <summary>The HTML.</summary>
    public override string ToString()
    {
        using var writer = new StringWriter();
        WriteTo(writer);
        return writer.ToString();
    }

    /// <summary>Writes what stands in an element: texts encoded, HTML as it is, other values as they are shown.</summary>
    internal static void WriteContent(object? content, FormatContext context)
    {
        switch (content)
        {
            case string text:
                context.Writer.Write(HtmlText.Encode(text));
                break;
            case PocketView view:
                view.WriteTo(context);
                break;
            case HtmlTag tag:
                tag.WriteTo(context);
                break;
            case IHtmlContent html:
                html.WriteTo(context.Writer, HtmlEncoder.Default);
                break;
            case IEnumerable sequence when IsHtml(sequence):
                foreach (var item in sequence)
                    WriteContent(item, context);
                break;
            default:
                Renderer.Write(content, context, Renderer.Html);
                break;
        }
    }

    static bool IsHtml(IEnumerable sequence)
    {
        var element = Shape.ElementType(sequence.GetType());
        return typeof(IHtmlContent).IsAssignableFrom(element) || (element == typeof(object) && sequence.Cast<object?>().FirstOrDefault() is IHtmlContent);
    }
}
