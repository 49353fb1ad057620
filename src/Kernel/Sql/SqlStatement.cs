using SQLitePCL;

namespace Marginalia.Kernel.Sql;

/// <summary>One statement of a cell.</summary>
/// <param name="Line">Line of the cell where it starts, from 1.</param>
/// <param name="Text">Its text.</param>
internal sealed record SqlStatement(int Line, string Text)
{
    /// <summary>A cell's statements. SQLite itself says which semicolons end one.</summary>
    /// <param name="text">The cell's text.</param>
    /// <param name="line">Line of the cell where the text starts.</param>
    public static IEnumerable<SqlStatement> Split(string text, int line)
    {
        Batteries_V2.Init();
        var start = 0;
        for (var end = 0; end < text.Length; end++)
        {
            if (text[end] != ';' || raw.sqlite3_complete(text[start..(end + 1)]) == 0)
                continue;
            yield return Cut(start, end + 1);
            start = end + 1;
        }
        if (HasCode(text[start..]))
            yield return Cut(start, text.Length);

        SqlStatement Cut(int from, int to)
        {
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            return new(line + text.AsSpan(0, from).Count('\n'), text[from..to].TrimEnd());
        }
    }

    /// <summary>Whether there is more than blanks and comments: then SQLite takes it, with a semicolon, for more than the semicolon alone.</summary>
    static bool HasCode(string rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (char.IsWhiteSpace(rest[i]))
                continue;
            var end = rest[i..] switch
            {
                ['-', '-', ..] => rest.IndexOf('\n', i),
                ['/', '*', ..] => rest.IndexOf("*/", i, StringComparison.Ordinal) is >= 0 and var close ? close + 1 : -1,
                _ => -2,
            };
            if (end == -2)
                return true;
            if (end == -1)
                return false;
            i = end;
        }
        return false;
    }
}
