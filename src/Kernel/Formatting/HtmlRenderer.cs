using System.Collections;
using System.Dynamic;
using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Marginalia.Kernel.Formatting;

/// <summary>Values as HTML: scalars and lines of scalars as text, sequences and dictionaries as tables, objects as trees that open.</summary>
internal static class HtmlRenderer
{
    const int MaxLength = 1_000_000;
    const string PreStart = "<div class=\"dni-plaintext\"><pre>", PreEnd = "</pre></div>";

    /// <summary>Writes a value as its kind asks for.</summary>
    public static void Write(object? value, FormatContext context)
    {
        var writer = context.Writer;
        value = value is ReadOnlyMemory<char> characters ? new Span(characters) : Shape.Unwrap(value);
        if (value is null)
            WriteText(value, context);
        else if (value is Span || value is Enum || Shape.IsDate(value.GetType()))
            WritePlain(plain => Renderer.Write(value, plain, Renderer.Plain), "<span>", "</span>", context);
        else if (value is PocketView view)
            view.WriteTo(context);
        else if (value is HtmlTag tag)
            tag.WriteTo(context);
        else if (value is IHtmlContent html)
            html.WriteTo(writer, HtmlEncoder.Default);
        else if (value is Type type)
            WriteType(type, writer);
        else if (value is ThrownValue || Shape.IsScalar(value.GetType()) || Shape.IsOpaque(value))
            WriteText(value, context);
        else if (value is byte[] bytes)
            writer.Write($"<pre class=\"dni-binary\">{HtmlText.Encode(HexDump.Of(bytes))}</pre>");
        else if (value is Exception error)
            WriteTree(Summary.Of(new ThrownValue(error), context), ExceptionMembers.Of(error), null, context);
        else if (Shape.IsJson(value))
            JsonTree.Write(JsonRenderer.ElementOf(value)!.Value, context);
        else if (value is TabularDataResource table)
            TableRenderer.Write(table, context);
        else if (value is ExpandoObject bag)
            TableRenderer.WriteRow(bag.OrderBy(member => member.Key, StringComparer.Ordinal), context);
        else if (value is IEnumerable sequence && Shape.IsSequence(value))
            WriteSequence(sequence, context);
        else
            WriteTree(Summary.Of(value, context), Members.Of(value), null, context);
    }

    /// <summary>A tree: the summary, and a table of the members, and perhaps of elements, that opens below it.</summary>
    public static void WriteTree(string summary, IEnumerable<(string Name, object? Value)> members, IEnumerable? elements, FormatContext context)
    {
        var writer = context.Writer;
        context.NeedsStyle = true;
        if (context.Depth > 1 && writer is StringWriter text && text.GetStringBuilder().Length > MaxLength)
        {
            writer.Write(HtmlText.Encode(summary)); // a value whose members lead ever further: nobody would open all that
            return;
        }
        writer.Write($"<details{(context.Depth == 1 ? " open=\"open\"" : "")} class=\"dni-treeview\"><summary><span class=\"dni-code-hint\"><code>{HtmlText.Encode(summary)}</code></span></summary>");
        writer.Write("<div><table><thead><tr></tr></thead><tbody>");
        foreach (var (name, member) in members)
        {
            writer.Write($"<tr><td>{name.Replace("<", "&lt;")}</td><td>");
            Renderer.Write(member, context, Renderer.Html);
            writer.Write("</td></tr>");
        }
        if (elements is not null)
        {
            writer.Write("<tr><td><i>(values)</i></td><td>");
            using (context.Enter())
                WriteElements(elements, context);
            writer.Write("</td></tr>");
        }
        writer.Write("</tbody></table></div></details>");
    }

    static void WriteSequence(IEnumerable sequence, FormatContext context)
    {
        if (Shape.IsDictionary(sequence) && context.Items.Of(sequence).Items.All(Shape.IsPair))
            WriteTable("key", sequence, context);
        else if (Shape.IsObject(sequence))
            WriteTree(Summary.Of(sequence, context), Members.Of(sequence), sequence, context);
        else
            WriteElements(sequence, context);
    }

    static void WriteElements(IEnumerable sequence, FormatContext context)
    {
        if (Shape.IsScalar(Shape.ElementType(sequence.GetType())))
            WritePlain(plain => PlainRenderer.WriteElements(sequence, plain), PreStart, PreEnd, context);
        else
            WriteTable("index", sequence, context);
    }

    /// <summary>Rows of a key and a value; with the type between them when the values' types differ.</summary>
    static void WriteTable(string key, IEnumerable sequence, FormatContext context)
    {
        var (items, more) = context.Items.Of(sequence);
        var writer = context.Writer;
        context.NeedsStyle = true;
        if (items.Count == 0)
        {
            writer.Write("<i>(empty)</i>");
            return;
        }
        var rows = items.Select((item, index) => key == "key" ? Shape.Pair(item!) : (Key: (object?)index, Value: item)).ToList();
        var typed = rows.Select(row => row.Value?.GetType()).OfType<Type>().Distinct().Count() > 1;
        writer.Write($"<table><thead><tr><th><i>{key}</i></th>{(typed ? "<th><i>type</i></th>" : "")}<th>value</th></tr></thead><tbody>");
        foreach (var row in rows)
        {
            writer.Write("<tr><td>");
            if (key == "index")
                writer.Write(row.Key);
            else
                Renderer.Write(row.Key, context, Renderer.Html);
            if (typed)
            {
                writer.Write("</td><td>");
                Renderer.Write(row.Value?.GetType(), context, Renderer.Html);
            }
            writer.Write("</td><td>");
            Renderer.Write(row.Value, context, Renderer.Html);
            writer.Write("</td></tr>");
        }
        if (more is not null)
            writer.Write($"<tr><td colspan=\"2\"><i>{(more[1] == 'm' ? "... " : "")}{more}</i></td></tr>");
        writer.Write("</tbody></table>");
    }

    static void WriteText(object? value, FormatContext context) => WritePlain(plain => Renderer.Write(value, plain, Renderer.Plain), PreStart, PreEnd, context);

    static void WritePlain(Action<FormatContext> write, string start, string end, FormatContext context)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        write(context.Inside(writer));
        context.Writer.Write($"{start}{HtmlText.Encode(writer.ToString())}{end}");
    }

    static void WriteType(Type type, TextWriter writer)
    {
        var name = HtmlText.Encode(TypeNames.Full(type));
        if (TypeNames.IsAnonymous(type) || type.IsGenericParameter || type.Namespace?.Split('.')[0] is not ("System" or "Microsoft"))
        {
            writer.Write(name);
            return;
        }
        var page = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.ToLowerInvariant().Replace('`', '-').Replace('+', '.');
        writer.Write($"<span><a href=\"https://docs.microsoft.com/dotnet/api/{page}?view=net-7.0\">{name}</a></span>");
    }

    /// <summary>Characters that are shown as one piece of text.</summary>
    sealed class Span(ReadOnlyMemory<char> characters)
    {
        public override string ToString() => characters.ToString();
    }
}
