using System.Collections;
using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>A value on one line: its own text, or those of its elements.</summary>
internal static class Summary
{
    const int Length = 300;

    /// <summary>The line, cut when it is long.</summary>
    public static string Of(object? value, FormatContext context) => Shorten(Line(value, context, 0));

    /// <summary>The text of a value by itself, in no particular country's way; when its ToString() throws, or returns null, that.</summary>
    public static string Text(object? value)
    {
        try
        {
            return value switch
            {
                null => Formatter.NullString,
                Type type => TypeNames.Full(type),
                DateTime date => date.ToString("u", CultureInfo.InvariantCulture),
                DateTimeOffset date => date.ToString("u", CultureInfo.InvariantCulture),
                DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
                not null when Shape.IsJson(value) => JsonRenderer.ElementOf(value)!.Value.ToString(),
                Delegate function => TypeNames.Full(function.GetType()),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString() ?? $"({TypeNames.Full(value.GetType())}: ToString() returned null)",
            };
        }
        catch (Exception error) when (error is not (OperationCanceledException or ThreadInterruptedException or InsufficientExecutionStackException))
        {
            return $"({TypeNames.Full(value!.GetType())}: ToString() threw {Thrown(error)})";
        }
    }

    /// <summary>Type and message of an exception.</summary>
    public static string Thrown(Exception error) => $"{error.GetType().FullName}: {error.Message}";

    static string Line(object? value, FormatContext context, int depth)
    {
        if (value is not IEnumerable sequence || !Shape.IsSequence(value) || depth > Formatter.RecursionLimit)
            return Text(value);
        var (items, more) = context.Items.Of(sequence);
        return $"[ {string.Join(", ", items.Select(item => Line(item, context, depth + 1)))}{(more is null ? "" : " ... " + more)} ]";
    }

    static string Shorten(string text)
    {
        text = text.ReplaceLineEndings("\\n");
        return text.Length <= Length ? text : text[..Length] + "...";
    }
}
