using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Exporting;

/// <summary>A verdict as a reader of the gallery sees it: sign, words, colour.</summary>
internal static class VerdictBadge
{
    /// <summary>The badge of a verdict; with a number in front of its words when one is given.</summary>
    public static string Html(Verdict verdict, int? count = null)
    {
        var (sign, colour) = verdict switch
        {
            Verdict.Reproduced => ("✓", "ok"),
            Verdict.DirectionOnly => ("~", "warn"),
            Verdict.NotReproduced => ("✗", "bad"),
            _ => ("·", "none"),
        };
        return $"<span class=\"badge {colour}\"><span aria-hidden=\"true\">{sign}</span> {(count is { } number ? $"{number} " : "")}{Words(verdict)}</span>";
    }

    /// <summary>The verdict in words.</summary>
    public static string Words(Verdict verdict) => verdict.Word().Replace('-', ' ');
}
