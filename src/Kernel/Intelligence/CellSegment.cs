using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Intelligence;

/// <summary>The text between two <c>#!</c> lines of a cell.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Start">Where it starts in the cell.</param>
/// <param name="Text">The text.</param>
internal sealed record CellSegment(string Language, int Start, string Text)
{
    /// <summary>The segment at a position; when that is in a <c>#!</c> line, the one after the line.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="language">Its language, until a line switches.</param>
    /// <param name="position">The position.</param>
    /// <param name="isLanguage">Whether a word after <c>#!</c> switches the language.</param>
    public static CellSegment At(string code, string language, int position, Func<string, bool> isLanguage)
    {
        var start = 0;
        for (var line = 0; line <= code.Length;)
        {
            var end = code.IndexOf('\n', line) is >= 0 and var found ? found : code.Length;
            if (code.AsSpan(line, end - line).StartsWith("#!"))
            {
                if (line > position)
                    return new(language, start, code[start..line]);
                var name = NameIn(code[line..end]);
                if (isLanguage(name))
                    language = CellLanguage.Normalise(name);
                start = Math.Min(end + 1, code.Length);
            }
            line = end + 1;
        }
        return new(language, start, code[start..]);
    }

    /// <summary>The word after <c>#!</c>.</summary>
    public static string NameIn(string line) => line[2..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
}
