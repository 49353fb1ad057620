using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>
/// How a cell's code and what a program needs instead stand side by side in a .cs file:
/// <c>//| text</c> is a line of the cell that is no line of the program; a line that ends in <c>//|</c> is a line of the program only;
/// <c>/*|text|*/</c> is such a piece of a line; <c>//|&gt; Name</c> stands for a type that is moved to the end, below <c>//|&lt; Name</c>.
/// </summary>
internal static partial class ProgramText
{
    public const string Hidden = "//| ", Added = "//|", Moved = "//|> ", Block = "//|< ";
    const string Kept = " //|."; // ends a line of the cell that would be taken for one of the above

    /// <summary>What follows the sign in a line that begins a section, or null for any other line.</summary>
    public static string? Section(string line) => Sign().Match(line) is { Success: true } sign ? line[sign.Length..].Trim() : null;

    /// <summary>A line, escaped, as a comment; a blank one as it is.</summary>
    public static string Hide(string line) => line == "" || line.StartsWith(Hidden, StringComparison.Ordinal) ? line : Hidden + line;

    /// <summary>A cell's code, safe from being taken for one of the marks.</summary>
    public static string Escape(string code) => string.Join('\n', code.Replace("/*|", "/*||").Split('\n').Select(line =>
        (line.StartsWith(Added, StringComparison.Ordinal) || Section(line) is not null ? Hidden : "") + line + (line.EndsWith(Added, StringComparison.Ordinal) || line.EndsWith(Kept, StringComparison.Ordinal) ? Kept : "")));

    /// <summary>The cell's code again; <paramref name="types"/> are the moved ones.</summary>
    public static string Unescape(IEnumerable<string> lines, Func<string, IEnumerable<string>> types) =>
        string.Join('\n', lines.SelectMany(line => line.StartsWith(Moved, StringComparison.Ordinal) ? types(line[Moved.Length..]) : [line]).Where(line => !line.EndsWith(Added, StringComparison.Ordinal)).Select(Line));

    static string Line(string line)
    {
        if (line.StartsWith(Hidden, StringComparison.Ordinal))
            line = line[Hidden.Length..];
        if (line.EndsWith(Kept, StringComparison.Ordinal))
            line = line[..^Kept.Length];
        return Piece().Replace(line, match => match.Groups[1].Success ? match.Groups[1].Value : "/*|");
    }

    [GeneratedRegex(@"^// ?%%(?=\s|$)")]
    private static partial Regex Sign();

    [GeneratedRegex(@"/\*\|(?:\||(.*?)\|\*/)")]
    private static partial Regex Piece();
}
