using System.Data;
using Marginalia.Kernel.Formatting;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Sql;

/// <summary>Shows query results: the first rows as a table, all of them as comma-separated values.</summary>
internal sealed class SqlResultFormats
{
    readonly Writer[] _writers =
    [
        new Writer(Renderer.Html, result => Table(result, Formatter.ListExpansionLimit).Html),
        new Writer(Renderer.Plain, result => Table(result, Formatter.ListExpansionLimit).Plain),
        new Writer("text/csv", result => Table(result, int.MaxValue).Csv),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _writers;

    static ValueTable Table(SqlResult result, int limit)
    {
        var hidden = result.Rows.Count - limit;
        var rest = result.IsCut ? $"({Math.Max(0, hidden)} more read; --limit N reads more)" : hidden > 0 ? $"({hidden} more)" : null;
        return new([.. result.Columns.Cast<DataColumn>().Select(column => column.ColumnName)],
            result.Rows.Cast<DataRow>().Take(limit).Select(row => row.ItemArray.Select(cell => cell is DBNull ? null : cell).ToArray()), rest);
    }

    internal sealed class Writer(string mimeType, Func<SqlResult, string> text)
    {
        public string MimeType => mimeType;

        public bool Format(object value, TextWriter writer)
        {
            writer.Write(text((SqlResult)value));
            return true;
        }
    }
}
