using Marginalia.Kernel.Formatting;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Texts as HTML, and elements put together.</summary>
public static class Html
{
    /// <summary>A text that is HTML.</summary>
    public static IHtmlContent ToHtmlContent(this string value) => new HtmlString(value);

    /// <summary>A text, encoded to stand in HTML.</summary>
    public static IHtmlContent HtmlEncode(this string content) => new HtmlString(HtmlText.Encode(content));

    /// <summary>A text, encoded to stand in an attribute.</summary>
    public static IHtmlContent HtmlAttributeEncode(this string content) => new HtmlString(HtmlText.Encode(content));

    /// <summary>An empty element.</summary>
    public static HtmlTag Tag(this string tagName) => new(tagName);

    /// <summary>Makes an element end where it begins.</summary>
    public static TTag SelfClosing<TTag>(this TTag tag) where TTag : HtmlTag
    {
        tag.IsSelfClosing = true;
        return tag;
    }

    /// <summary>Sets attributes.</summary>
    public static TTag WithAttributes<TTag>(this TTag tag, IDictionary<string, object?> htmlAttributes) where TTag : HtmlTag
    {
        tag.HtmlAttributes.MergeWith(htmlAttributes, replace: true);
        return tag;
    }

    /// <summary>Sets an attribute.</summary>
    public static TTag WithAttributes<TTag>(this TTag tag, string name, object? value) where TTag : HtmlTag
    {
        tag.HtmlAttributes[name] = value;
        return tag;
    }

    /// <summary>Makes a text the content, encoded.</summary>
    public static TTag Containing<TTag>(this TTag tag, string text) where TTag : HtmlTag
    {
        tag.Content = context => HtmlTag.WriteContent(text, context);
        return tag;
    }

    /// <summary>Makes HTML the content.</summary>
    public static TTag Containing<TTag>(this TTag tag, IHtmlContent content) where TTag : HtmlTag
    {
        tag.Content = context => HtmlTag.WriteContent(content, context);
        return tag;
    }

    /// <summary>Adds HTML after the content.</summary>
    public static TTag Append<TTag>(this TTag toTag, params IHtmlContent[] contents) where TTag : HtmlTag
    {
        var before = toTag.Content;
        toTag.Content = context =>
        {
            before?.Invoke(context);
            foreach (var content in contents)
                HtmlTag.WriteContent(content, context);
        };
        return toTag;
    }

    /// <summary>Adds HTML before the content.</summary>
    public static TTag Prepend<TTag>(this TTag toTag, IHtmlContent content) where TTag : HtmlTag
    {
        var after = toTag.Content;
        toTag.Content = context =>
        {
            HtmlTag.WriteContent(content, context);
            after?.Invoke(context);
        };
        return toTag;
    }

    /// <summary>Adds an element after the content of another.</summary>
    public static TTag AppendTo<TTag>(this TTag appendTag, HtmlTag toTag) where TTag : HtmlTag
    {
        toTag.Append(appendTag);
        return appendTag;
    }

    /// <summary>Adds an element before the content of another.</summary>
    public static TTag PrependTo<TTag>(this TTag prependTag, HtmlTag toTag) where TTag : HtmlTag
    {
        toTag.Prepend(prependTag);
        return prependTag;
    }
}
