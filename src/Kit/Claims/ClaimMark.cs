using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Claims;

/// <summary>The one sign and colour by which a claim's verdict is seen at a glance.</summary>
internal static class ClaimMark
{
    public static (string Sign, Func<string, string> Paint) Of(Claim claim, Screen screen) => claim switch
    {
        { Failed: true } => ("✗", screen.Bad),
        { Verdict: Verdict.Reproduced } => ("✓", screen.Good),
        { Verdict: Verdict.NotAttempted } => ("·", screen.Dim),
        _ => ("~", screen.Warn),
    };
}
