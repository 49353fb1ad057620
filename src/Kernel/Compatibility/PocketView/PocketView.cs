using System.Dynamic;
using System.Text.Encodings.Web;
using Marginalia.Kernel.Formatting;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>
/// HTML written in C#: <c>div[@class: "box"]("text", b("bold"))</c>. In square brackets stand attributes (<c>_</c> in a name is written
/// <c>-</c>, a text without name is an attribute without value), in round ones content: texts are encoded, HTML stays as it is, other
/// values are shown as they are elsewhere. A name that is called on a view is an element: <c>_.article("text")</c>.
/// </summary>
public class PocketView : DynamicObject, IHtmlContent
{
    readonly Dictionary<string, Action<HtmlTag, object?>> _transforms = [];

    /// <summary>A view without name, whose members are elements.</summary>
    public PocketView(PocketView? nested = null) : this("div", nested)
    {
    }

    /// <summary>An element.</summary>
    public PocketView(string tagName, PocketView? nested = null)
    {
        HtmlTag = new(tagName);
        if (nested is not null)
            HtmlTag.Content = nested.WriteTo;
    }

    /// <summary>The element.</summary>
    public HtmlTag HtmlTag { get; }

    /// <summary>The attributes of the element.</summary>
    public HtmlAttributes HtmlAttributes => HtmlTag.HtmlAttributes;

    /// <summary>Something to assign to a member of a view, which makes that member an element changed by <paramref name="transform"/>; it is given the element and the content.</summary>
    public static object Transform(Action<HtmlTag, dynamic?> transform) => transform;

    /// <summary>Shows the view.</summary>
    public DisplayedValue Display() => DisplayedValue.Show(this, Renderer.Bundle(this, Renderer.Html));

    /// <summary>Makes these values the content of the element.</summary>
    public virtual void SetContent(object?[]? args)
    {
        if (args is not { Length: > 0 })
            return;
        HtmlTag.Content = context =>
        {
            foreach (var content in args)
                HtmlTag.WriteContent(content, context);
        };
    }

    /// <summary>Writes the HTML.</summary>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => HtmlTag.WriteTo(writer, encoder);

    /// <summary>Writes the HTML as part of a value.</summary>
    public void WriteTo(FormatContext context) => HtmlTag.WriteTo(context);

    /// <summary>The HTML.</summary>
    public override string ToString() => HtmlTag.ToString();

    /// <summary>An element of the member's name.</summary>
    public override bool TryGetMember(GetMemberBinder binder, out object? result)
    {
        result = Element(binder.Name, []);
        return true;
    }

    /// <summary>An element of the member's name, with content.</summary>
    public override bool TryInvokeMember(InvokeMemberBinder binder, object?[]? args, out object? result)
    {
        result = Element(binder.Name, args);
        return true;
    }

    /// <summary>This element with content.</summary>
    public override bool TryInvoke(InvokeBinder binder, object?[]? args, out object? result)
    {
        SetContent(args);
        result = this;
        return true;
    }

    /// <summary>Makes a member an element of its own kind; see <see cref="Transform"/>.</summary>
    public override bool TrySetMember(SetMemberBinder binder, object? value)
    {
        if (value is not Action<HtmlTag, object?> transform)
            throw new ArgumentException($"{binder.Name} of a view is set to {value?.GetType().ToString() ?? "null"}; set it to PocketView.Transform((tag, model) => ...)");
        _transforms[binder.Name] = transform;
        return true;
    }

    /// <summary>This element with attributes.</summary>
    public override bool TryGetIndex(GetIndexBinder binder, object?[] indexes, out object? result)
    {
        var names = binder.CallInfo.ArgumentNames;
        var unnamed = indexes.Length - names.Count;
        for (var i = 0; i < indexes.Length; i++)
            if (i >= unnamed)
                HtmlAttributes[names[i - unnamed].Replace('_', '-')] = indexes[i];
            else if (indexes[i] is IDictionary<string, object?> attributes)
                HtmlAttributes.MergeWith(attributes, replace: true);
            else
                HtmlAttributes[Summary.Text(indexes[i])] = null;
        result = this;
        return true;
    }

    PocketView Element(string name, object?[]? args)
    {
        var view = new PocketView(name.Replace('_', '-'));
        foreach (var (member, transform) in _transforms)
            view._transforms[member] = transform;
        view.SetContent(args);
        if (_transforms.TryGetValue(name, out var change))
            change(view.HtmlTag, args is { Length: 1 } ? args[0] : args);
        return view;
    }
}
