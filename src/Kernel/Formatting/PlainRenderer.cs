using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Marginalia.Kernel.Formatting;

/// <summary>Values as plain text: scalars by their text, sequences of scalars on a line, objects as an indented outline.</summary>
internal sealed class PlainRenderer(TextWriter writer)
{
    const int FirstIndent = 6, Step = 2, RecursionLimit = 6;

    /// <summary>The text of a value by itself: what stands in a sequence, a summary or a cell of a table.</summary>
    public static string Scalar(object? value) => value switch
    {
        null => "<null>",
        DateTime date => date.ToString("u", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("u", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public void Write(object? value) => Write(value, 0);

    void Write(object? value, int depth)
    {
        if (depth > 0 && Renderer.TryCustom(value, Renderer.Plain, writer))
            return;
        if (value is null || Shape.IsScalar(value.GetType()) || value is Enum or Exception || Shape.IsOpaque(value) || depth >= RecursionLimit)
            writer.Write(value is Type type ? TypeNames.Full(type) : Scalar(value));
        else if (value is Microsoft.AspNetCore.Html.IHtmlContent html)
            writer.Write(HtmlText.Strip(HtmlText.Of(html)));
        else if (value is ITuple tuple)
            WriteLine("( ", Enumerable.Range(0, tuple.Length).Select(index => tuple[index]), null, " )", depth);
        else if (value is byte[] bytes)
            writer.Write(HexDump.Of(bytes));
        else if (Shape.Pairs(value) is { } pairs)
            WritePairs(value, pairs, depth);
        else if (value is IEnumerable sequence)
            WriteSequence(sequence, depth);
        else
            WriteObject(value, depth);
    }

    void WriteLine(string open, IEnumerable<object?> items, string? rest, string close, int depth)
    {
        writer.Write(open);
        var separator = "";
        foreach (var item in items)
        {
            writer.Write(separator);
            Write(item, depth + 1);
            separator = ", ";
        }
        writer.Write(rest is null ? close : $" {(rest[0] == '(' ? "... " : "")}{rest}{close}");
    }

    void WriteSequence(IEnumerable sequence, int depth)
    {
        var (items, rest) = Shape.Take(sequence.Cast<object?>(), sequence);
        if (items.Count == 0 || Shape.IsScalar(Shape.ElementType(sequence.GetType())))
        {
            WriteLine("[ ", items, rest, " ]", depth);
            return;
        }
        writer.Write(TypeNames.Short(sequence.GetType()));
        foreach (var item in items)
            WriteItem(item, depth);
        WriteRest(rest, depth);
    }

    void WritePairs(object dictionary, IEnumerable<(object? Key, object? Value)> pairs, int depth)
    {
        var (items, rest) = Shape.Take(pairs, dictionary);
        writer.Write(TypeNames.Short(dictionary.GetType()));
        foreach (var (key, value) in items)
            WriteMembers([("Key", key), ("Value", value)], depth, "- ");
        WriteRest(rest, depth);
    }

    void WriteObject(object value, int depth)
    {
        var members = Members.Of(value).ToList();
        if (members.Count == 0)
        {
            writer.Write(Scalar(value));
            return;
        }
        writer.Write(TypeNames.Short(value.GetType()));
        WriteMembers(members, depth, "");
    }

    /// <summary>One element of a list: its members behind a dash, or its text.</summary>
    void WriteItem(object? item, int depth)
    {
        var isOutline = item is not (null or Enum or Exception or IEnumerable or ITuple or Microsoft.AspNetCore.Html.IHtmlContent)
            && !Shape.IsScalar(item.GetType()) && !Shape.IsOpaque(item) && depth + 1 < RecursionLimit && !HasCustom(item);
        if (isOutline && Members.Of(item!).ToList() is { Count: > 0 } members)
        {
            WriteMembers(members, depth, "- ");
            return;
        }
        NewLine(depth);
        writer.Write("- ");
        Write(item, depth + 1);
    }

    void WriteMembers(IEnumerable<(string Name, object? Value)> members, int depth, string bullet)
    {
        var margin = bullet;
        foreach (var (name, value) in members)
        {
            NewLine(depth);
            writer.Write($"{margin}{name}: ");
            Write(value, depth + 1 + bullet.Length / Step);
            margin = new string(' ', bullet.Length);
        }
    }

    void WriteRest(string? rest, int depth)
    {
        if (rest is null)
            return;
        NewLine(depth);
        writer.Write(rest[0] == '(' ? "... " + rest : rest);
    }

    void NewLine(int depth)
    {
        writer.Write('\n');
        writer.Write(new string(' ', FirstIndent + Step * depth));
    }

    static bool HasCustom(object item) => Renderer.TryCustom(item, Renderer.Plain, TextWriter.Null);
}
