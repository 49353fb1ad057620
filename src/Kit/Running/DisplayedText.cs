using Marginalia.Kernel.Formatting;
using Marginalia.Kit.Claims;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Running;

/// <summary>What the terminal says about a value that a cell shows.</summary>
internal static class DisplayedText
{
    const int MostLines = 8;

    /// <summary>A claim or a figure in one line, text as it is but not more than a few lines of it, else the kind of thing that it is.</summary>
    public static IReadOnlyList<string> Of(MimeBundle bundle)
    {
        var plain = bundle["text/plain"] ?? bundle["text/markdown"];
        if (bundle[ClaimJson.MimeType] is not null) return [$"claim: {FirstLine(plain, "claim")}"];
        if (bundle["text/html"]?.Contains("marginalia-figure", StringComparison.Ordinal) == true || bundle.Data.Keys.Any(IsImage))
            return [$"figure: {FirstLine(plain, "figure")}"];
        if (plain is null) return [$"({string.Join(", ", bundle.Data.Keys)})"];
        var lines = plain.TrimEnd().Split('\n').Select(line => Cells.Clean(line.TrimEnd())).ToArray();
        return lines.Length <= MostLines ? lines : [.. lines.Take(MostLines - 1), $"... {lines.Length - MostLines + 1} more lines"];
    }

    static bool IsImage(string mimeType) => mimeType.StartsWith("image/", StringComparison.Ordinal);

    // The text without the prefix that we write ourselves.
    static string FirstLine(string? text, string kind)
    {
        var line = Cells.Clean(text?.Split('\n').FirstOrDefault(part => part.Trim().Length > 0)?.Trim() ?? "(no text)");
        return line.StartsWith($"{kind}: ", StringComparison.OrdinalIgnoreCase) ? line[(kind.Length + 2)..] : line;
    }
}
