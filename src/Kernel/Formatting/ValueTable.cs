namespace Marginalia.Kernel.Formatting;

/// <summary>A table of values.</summary>
/// <param name="header">Names of the columns.</param>
/// <param name="rows">A value per column.</param>
/// <param name="rest">What is said about rows that are not shown, or null.</param>
internal sealed class ValueTable(IReadOnlyList<string> header, IEnumerable<object?[]> rows, string? rest = null)
{
    readonly List<object?[]> _rows = [.. rows];

    /// <summary>A table as HTML, and as text in columns.</summary>
    public static MimeBundle Of(IReadOnlyList<string> header, IEnumerable<object?[]> rows)
    {
        var table = new ValueTable(header, rows);
        return new(new Dictionary<string, string> { [Renderer.Html] = table.Html, [Renderer.Plain] = table.Plain });
    }

    /// <summary>As HTML.</summary>
    public string Html
    {
        get
        {
            var body = string.Concat(_rows.Select(row => $"<tr>{Cells("td", row.Select(HtmlCell))}</tr>"));
            var more = rest is null ? "" : $"<tr><td colspan=\"{header.Count}\"><i>{HtmlText.Encode(rest)}</i></td></tr>";
            return $"<table><thead><tr>{Cells("th", header.Select(HtmlText.Encode))}</tr></thead><tbody>{body}{more}</tbody></table>";
        }
    }

    /// <summary>As text in columns; a value with several lines stands in one.</summary>
    public string Plain
    {
        get
        {
            var lines = _rows.Select(row => row.Select(value => Renderer.Text(value, Renderer.Plain).ReplaceLineEndings(" ")).ToArray()).Prepend([.. header]).ToList();
            var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
            var text = lines.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
            return string.Join('\n', rest is null ? text : text.Append(rest));
        }
    }

    /// <summary>As comma-separated values, as RFC 4180 has them.</summary>
    public string Csv => string.Concat(_rows.Select(row => row.Select(value => value is null ? "" : Renderer.Text(value, Renderer.Plain))).Prepend(header)
        .Select(line => string.Join(',', line.Select(CsvCell)) + "\n"));

    static string Cells(string tag, IEnumerable<string> cells) => string.Concat(cells.Select(cell => $"<{tag}>{cell}</{tag}>"));

    static string HtmlCell(object? value) => value switch
    {
        string text => HtmlText.Encode(text),
        null or Type => Renderer.Text(value, Renderer.Html),
        _ when Shape.IsScalar(value.GetType()) => Renderer.Text(value, Renderer.Html),
        _ => $"<div class=\"dni-plaintext\"><pre>{HtmlText.Encode(Renderer.Text(value, Renderer.Plain))}</pre></div>",
    };

    static string CsvCell(string text) => text.AsSpan().ContainsAny(",\"\r\n") || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
