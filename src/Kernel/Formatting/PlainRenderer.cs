using System.Collections;
using System.Dynamic;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>
/// Values as plain text: scalars by their text, sequences of scalars on a line, objects as an indented outline. The indentation is
/// that of .NET Interactive, down to its oddities.
/// </summary>
internal static class PlainRenderer
{
    public const int FirstIndent = 6;
    const int Step = 2;

    public static void Write(object? value, FormatContext context)
    {
        value = Shape.Unwrap(value);
        switch (value)
        {
            case null or Enum or ThrownValue or Exception:
                context.Writer.Write(value is Exception error ? ErrorText(error) : Summary.Text(value));
                break;
            case IHtmlContent html:
                context.Writer.Write(html is PocketView or HtmlTag ? html.ToString() : HtmlText.Of(html));
                break;
            case byte[] bytes:
                context.Writer.Write(HexDump.Of(bytes));
                break;
            case var _ when Shape.IsScalar(value.GetType()) || Shape.IsOpaque(value) || Shape.IsJson(value):
                context.Writer.Write(Summary.Text(value));
                break;
            case ITuple tuple:
                WriteTuple(tuple, context);
                break;
            case ExpandoObject bag:
                WriteBag(bag, context, "");
                break;
            case IEnumerable sequence when IsOutline(sequence):
                context.Writer.Write(TypeNames.Short(value.GetType()));
                WriteMembers(value, context, "");
                break;
            case IEnumerable sequence:
                WriteElements(sequence, context);
                break;
            default:
                WriteObject(value, context);
                break;
        }
    }

    static void WriteObject(object value, FormatContext context)
    {
        if (!HasMembers(value))
        {
            context.Writer.Write(Summary.Text(value));
            return;
        }
        context.Writer.Write(TypeNames.Short(value.GetType()));
        WriteMembers(value, context, "");
    }

    static void WriteTuple(ITuple tuple, FormatContext context)
    {
        var items = Enumerable.Range(0, tuple.Length).Select(index => tuple[index]).ToList();
        if (tuple.Length == 0)
            context.Writer.Write("()");
        else if (items.TrueForAll(item => item is null || Shape.IsScalar(item.GetType())))
            WriteLine("( ", items, null, " )", context);
        else
            for (var i = 0; i < items.Count; i++)
            {
                context.Writer.Write($"{(i == 0 ? "" : "\n")}{new string(' ', context.Indent - Step)}- ");
                WriteAt(context.Indent + Step, items[i], context);
            }
    }

    /// <summary>Writes what is in a sequence: scalars in a line, other elements below its name.</summary>
    public static void WriteElements(IEnumerable sequence, FormatContext context)
    {
        var (items, more) = context.Items.Of(sequence);
        var element = Shape.ElementType(sequence.GetType());
        if (Shape.IsScalar(element))
        {
            WriteLine("[ ", items, more, " ]", context);
            return;
        }
        context.Writer.Write(TypeNames.Short(sequence.GetType()));
        var indent = context.Indent;
        context.Indent += Shape.IsGeneric(sequence) ? 0 : 2 * Step;
        if (element == typeof(KeyValuePair<string, object>))
            WriteBag(items.Cast<KeyValuePair<string, object?>>(), context, "\n");
        else
            foreach (var item in items)
                WriteItem(item, element == typeof(object), context);
        context.Indent = indent;
        context.Writer.Write(items.Count == 0 ? "\n" : more is null ? "" : " ... " + more);
    }

    static void WriteLine(string open, IEnumerable<object?> items, string? more, string close, FormatContext context)
    {
        context.Writer.Write(open);
        var separator = "";
        foreach (var item in items)
        {
            context.Writer.Write(separator);
            Renderer.Write(item, context, Renderer.Plain);
            separator = ", ";
        }
        context.Writer.Write(more is null ? close : $" ... {more}{close}");
    }

    /// <summary>Names and values, each pair on a line.</summary>
    static void WriteBag(IEnumerable<KeyValuePair<string, object?>> pairs, FormatContext context, string newLine)
    {
        foreach (var (name, value) in pairs)
        {
            context.Writer.Write($"{newLine}{name}: ");
            WriteAt(context.Indent + Step, value, context);
            newLine = "\n";
        }
    }

    /// <summary>An element of a list: its members behind a dash, or its text; among elements of any type all of it behind another dash.</summary>
    static void WriteItem(object? item, bool isMixed, FormatContext context)
    {
        using var level = context.Enter();
        if (isMixed)
            context.Writer.Write($"\n{new string(' ', context.Indent - Step)}- ");
        var text = context.Depth > Formatter.RecursionLimit ? Summary.Of(item, context) : CustomText(item, context);
        if (text is null && IsListed(item))
        {
            WriteMembers(item!, context, "- ", isFirst: isMixed);
            return;
        }
        context.Writer.Write(isMixed ? text : "\n" + text);
        context.Indent += isMixed ? 0 : Step;
        if (text is null)
            Write(item, context);
    }

    static string? CustomText(object? item, FormatContext context)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        return Renderer.TryCustom(item, context.To(writer), Renderer.Plain) ? writer.ToString() : null;
    }

    static void WriteMembers(object owner, FormatContext context, string bullet, bool isFirst = false)
    {
        var indent = context.Indent;
        var margin = bullet;
        foreach (var (name, value) in Shape.IsPair(owner) ? PairMembers(owner) : Members.Of(owner))
        {
            context.Writer.Write($"{(isFirst ? "" : "\n")}{new string(' ', indent)}{margin}{name}: ");
            WriteAt(indent + Step + bullet.Length, value, context);
            margin = new string(' ', bullet.Length);
            isFirst = false;
        }
        if (owner is not IEnumerable sequence)
            return;
        context.Writer.Write($"\n{new string(' ', indent)}{margin}(values): ");
        using var level = context.Enter();
        context.Indent = indent;
        WriteElements(sequence, context);
    }

    static IEnumerable<(string Name, object? Value)> PairMembers(object pair)
    {
        var (key, value) = Shape.Pair(pair);
        return [("Key", key), ("Value", value)];
    }

    static void WriteAt(int indent, object? value, FormatContext context)
    {
        var before = context.Indent;
        context.Indent = indent;
        Renderer.Write(value, context, Renderer.Plain);
        context.Indent = before;
    }

    /// <summary>Whether a sequence is shown by its members, with its elements as one more.</summary>
    static bool IsOutline(IEnumerable sequence) => !Shape.IsDictionary(sequence) && Shape.IsObject(sequence) && Members.OfType(sequence.GetType()).Any();

    /// <summary>Whether the members of an element stand in the list itself.</summary>
    static bool IsListed(object? item) =>
        item is not (null or Enum or Exception or ThrownValue or ITuple or IHtmlContent or ExpandoObject)
        && Shape.Unwrap(item) == item && !Shape.IsScalar(item.GetType()) && !Shape.IsOpaque(item) && !Shape.IsJson(item)
        && (item is IEnumerable sequence ? IsOutline(sequence) : HasMembers(item));

    static bool HasMembers(object value) => value is Task || Members.OfType(value.GetType()).Any();

    /// <summary>An exception with its trace; with the little that is left when that cannot be had.</summary>
    static string ErrorText(Exception error)
    {
        var lines = error.ToString().Split('\n');
        return lines.Length == 1 ? lines[0] : string.Join('\n', lines.Select((line, index) => index > 0 && (line.StartsWith("   ", StringComparison.Ordinal) || line.StartsWith(" --", StringComparison.Ordinal)) ? "    " + line.TrimStart() : line));
    }
}
