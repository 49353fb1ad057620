using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Marginalia.Kernel.Formatting;

/// <summary>Rows and columns as HTML.</summary>
internal static class TableRenderer
{
    public static void Write(TabularDataResource table, FormatContext context)
    {
        var (rows, more) = context.Items.Of(table.Data);
        var fields = table.Schema.Fields.Select(field => field.Name).ToList();
        context.NeedsStyle = true;
        context.Writer.Write($"<table><thead><tr>{string.Concat(fields.Select(name => $"<td><span>{HtmlText.Encode(name)}</span></td>"))}</tr></thead><tbody>");
        foreach (var row in rows.Cast<IEnumerable<KeyValuePair<string, object?>>>())
            WriteCells(fields.Select(name => row.FirstOrDefault(cell => cell.Key == name).Value), context);
        if (more is not null)
            context.Writer.Write($"<tr><td colspan=\"{fields.Count}\"><i>{(more[1] == 'm' ? "... " : "")}{more}</i></td></tr>");
        context.Writer.Write("</tbody></table>");
    }

    /// <summary>A table of one row.</summary>
    public static void WriteRow(IEnumerable<KeyValuePair<string, object?>> row, FormatContext context)
    {
        context.NeedsStyle = true;
        context.Writer.Write($"<table><thead><tr>{string.Concat(row.Select(cell => $"<th>{HtmlText.Encode(cell.Key)}</th>"))}</tr></thead><tbody>");
        WriteCells(row.Select(cell => cell.Value), context);
        context.Writer.Write("</tbody></table>");
    }

    static void WriteCells(IEnumerable<object?> cells, FormatContext context)
    {
        context.Writer.Write("<tr>");
        foreach (var cell in cells)
        {
            context.Writer.Write("<td>");
            HtmlTag.WriteContent(cell, context);
            context.Writer.Write("</td>");
        }
        context.Writer.Write("</tr>");
    }
}
