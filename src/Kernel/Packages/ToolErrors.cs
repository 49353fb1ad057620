using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Packages;

/// <summary>The errors in what <c>dotnet</c> printed.</summary>
internal static partial class ToolErrors
{
    /// <summary>Each once, a line each, with file and place relative to a folder; everything that was printed when there are none.</summary>
    public static string Of(string output, string folder)
    {
        var lines = Lines(output).Select(line => (line.Place is "" ? "" : $"{Path.GetRelativePath(folder, line.Place)}: ") + line.Text).Distinct().ToArray();
        return lines.Length > 0 ? string.Join('\n', lines) : output.Trim();
    }

    /// <summary>Each with where it is (empty where that is only the project) and its text after the word error.</summary>
    public static IEnumerable<(string Place, string Text)> Lines(string output) =>
        ErrorLine().Matches(output).Select(match => (match.Groups["place"] is { Success: true } place && place.Value.Contains('(') ? place.Value : "", $"{match.Groups["code"].Value}: {match.Groups["text"].Value}"));

    [GeneratedRegex(@"^(?:\s*(?<place>\S[^\n]*?)\s?: )?error (?<code>[A-Z]+\d+)\s*: (?<text>.+?)(?: \[[^\]]*\])?\s*$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
