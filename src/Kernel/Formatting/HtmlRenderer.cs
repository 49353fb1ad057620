using System.Collections;
using Microsoft.AspNetCore.Html;

namespace Marginalia.Kernel.Formatting;

/// <summary>Values as HTML: scalars and lines of scalars as text, sequences and dictionaries as tables, objects as trees that open.</summary>
internal sealed class HtmlRenderer(TextWriter writer)
{
    const int RecursionLimit = 6, SummaryLength = 300;

    public void Write(object? value) => Write(value, 0);

    void Write(object? value, int depth)
    {
        if (depth > 0 && Renderer.TryCustom(value, Renderer.Html, writer))
            return;
        if (value is null)
            WriteText(value);
        else if (depth >= RecursionLimit)
            writer.Write(HtmlText.Encode(Text(value)));
        else if (value is IHtmlContent html)
            writer.Write(HtmlText.Of(html));
        else if (value is Type type)
            WriteType(type);
        else if (value is Enum || Shape.IsDate(value.GetType()))
            writer.Write($"<span>{HtmlText.Encode(Text(value))}</span>");
        else if (Shape.IsScalar(value.GetType()) || Shape.IsOpaque(value))
            WriteText(value);
        else if (value is byte[] bytes)
            writer.Write($"<pre class=\"dni-binary\">{HtmlText.Encode(HexDump.Of(bytes))}</pre>");
        else if (Shape.Pairs(value) is { } pairs)
            WritePairs(value, pairs, depth);
        else if (value is IEnumerable sequence && !Shape.HasOwnMembers(value))
            WriteSequence(sequence, depth);
        else
            WriteTree(value, depth);
    }

    void WriteText(object? value) => writer.Write($"<div class=\"dni-plaintext\"><pre>{HtmlText.Encode(Text(value))}</pre></div>");

    void WriteType(Type type)
    {
        var name = HtmlText.Encode(TypeNames.Full(type));
        if (TypeNames.IsAnonymous(type) || type.Namespace?.Split('.')[0] is not ("System" or "Microsoft"))
        {
            writer.Write(name);
            return;
        }
        var page = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.ToLowerInvariant().Replace('`', '-').Replace('+', '.');
        writer.Write($"<span><a href=\"https://docs.microsoft.com/dotnet/api/{page}?view=net-7.0\">{name}</a></span>");
    }

    void WriteSequence(IEnumerable sequence, int depth)
    {
        var (items, rest) = Shape.Take(sequence.Cast<object?>(), sequence);
        if (Shape.IsScalar(Shape.ElementType(sequence.GetType())))
            WriteText(sequence);
        else if (items.Count == 0)
            writer.Write("<i>(empty)</i>");
        else
            WriteTable("index", items.Select((item, index) => ((object?)index, item)), rest, depth);
    }

    void WritePairs(object dictionary, IEnumerable<(object? Key, object? Value)> pairs, int depth)
    {
        var (items, rest) = Shape.Take(pairs, dictionary);
        if (items.Count == 0)
            writer.Write("<i>(empty)</i>");
        else
            WriteTable("key", items, rest, depth);
    }

    /// <summary>Rows of a key and a value; with the type between them when the values' types differ.</summary>
    void WriteTable(string key, IEnumerable<(object? Key, object? Value)> rows, string? rest, int depth)
    {
        var items = rows.ToList();
        var typed = items.Select(item => item.Value?.GetType()).OfType<Type>().Distinct().Count() > 1;
        writer.Write($"<table><thead><tr><th><i>{key}</i></th>{(typed ? "<th><i>type</i></th>" : "")}<th>value</th></tr></thead><tbody>");
        foreach (var item in items)
        {
            writer.Write("<tr><td>");
            if (key == "index")
                writer.Write(item.Key);
            else
                Write(item.Key, depth + 1);
            if (typed)
            {
                writer.Write("</td><td>");
                Write(item.Value?.GetType(), depth + 1);
            }
            writer.Write("</td><td>");
            Write(item.Value, depth + 1);
            writer.Write("</td></tr>");
        }
        if (rest is not null)
            writer.Write($"<tr><td colspan=\"2\"><i>{rest}</i></td></tr>");
        writer.Write("</tbody></table>");
    }

    void WriteTree(object value, int depth)
    {
        var summary = HtmlText.Encode(Shorten(value is IEnumerable ? Text(value) : PlainRenderer.Scalar(value)));
        writer.Write($"<details{(depth == 0 ? " open=\"open\"" : "")} class=\"dni-treeview\"><summary><span class=\"dni-code-hint\"><code>{summary}</code></span></summary>");
        writer.Write("<div><table><thead><tr></tr></thead><tbody>");
        foreach (var (name, member) in Members.Of(value))
        {
            writer.Write($"<tr><td>{HtmlText.Encode(name)}</td><td>");
            Write(member, depth + 1);
            writer.Write("</td></tr>");
        }
        if (value is IEnumerable sequence)
        {
            writer.Write("<tr><td><i>(values)</i></td><td>");
            WriteSequence(sequence, depth + 1);
            writer.Write("</td></tr>");
        }
        writer.Write("</tbody></table></div></details>");
    }

    static string Text(object? value) => Renderer.Text(value, Renderer.Plain);

    static string Shorten(string text)
    {
        text = text.ReplaceLineEndings("\\n");
        return text.Length <= SummaryLength ? text : text[..SummaryLength] + "...";
    }
}
