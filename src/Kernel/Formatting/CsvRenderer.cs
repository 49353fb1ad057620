using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>Values as comma-separated values: a header, and a row for each element; all rows, with line feeds between them.</summary>
internal static class CsvRenderer
{
    public static void Write(object? value, FormatContext context)
    {
        var table = Tables.Of(value);
        var names = table.Schema.Fields.Select(field => field.Name).ToList();
        WriteRow(names, context.Writer);
        foreach (var row in table.Data)
            WriteRow(names.Select(name => Text(row.FirstOrDefault(cell => cell.Key == name).Value)), context.Writer);
    }

    static void WriteRow(IEnumerable<string> cells, TextWriter writer)
    {
        writer.Write(string.Join(',', cells.Select(Quote)));
        writer.Write('\n');
    }

    static string Text(object? value) => value switch
    {
        null => "",
        DateTime date => date.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("O", CultureInfo.InvariantCulture),
        _ => Summary.Text(value),
    };

    /// <summary>In quotes, as RFC 4180 asks, when there is a comma, a quote, a line end or a blank at an end.</summary>
    static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
