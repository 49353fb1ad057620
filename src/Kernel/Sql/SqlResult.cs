using System.Data;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Sql;

/// <summary>Rows that a query gave.</summary>
[SqlResult.TypeFormatterSource(typeof(SqlResultFormats), Renderer.Html, Renderer.Plain, "text/csv")]
internal sealed class SqlResult : DataTable
{
    /// <summary>By this the formatters find <see cref="SqlResultFormats"/>.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    sealed class TypeFormatterSourceAttribute(Type source, params string[] mimeTypes) : Attribute
    {
        public Type FormatterSourceType => source;

        public string[] PreferredMimeTypes => mimeTypes;
    }

    /// <summary>Whether the query had more rows than were read.</summary>
    public bool IsCut { get; private init; }

    /// <summary>Reads rows, at most so many.</summary>
    public static SqlResult Read(IDataReader reader, int limit)
    {
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<object[]>();
        var more = reader.Read();
        for (; more && rows.Count < limit; more = reader.Read())
        {
            var row = new object[names.Count];
            reader.GetValues(row);
            rows.Add(row);
        }
        return Of(names, rows, more);
    }

    /// <summary>A table of these cells; a column has the type that all of its cells have.</summary>
    public static SqlResult Of(IReadOnlyList<string> names, IEnumerable<object[]> rows, bool isCut = false)
    {
        var all = rows.ToList();
        var table = new SqlResult { IsCut = isCut, CaseSensitive = true };
        foreach (var (column, name) in names.Index())
        {
            var types = all.Select(row => row[column]).Where(cell => cell is not DBNull).Select(cell => cell.GetType()).Distinct().ToList();
            table.Columns.Add(Unused(table, name), types.Count == 1 ? types[0] : typeof(object));
        }
        foreach (var row in all)
            table.Rows.Add(row);
        return table;
    }

    static string Unused(DataTable table, string name)
    {
        var unused = name;
        for (var number = 2; table.Columns.Contains(unused) || unused == ""; number++)
            unused = $"{name} ({number})";
        return unused;
    }
}
