namespace Marginalia.Charts;

/// <summary>
/// Colours for categories that people with colour vision deficiencies can tell apart (Okabe and Ito 2008, "Color Universal Design"),
/// ordered for a white background; their yellow, too pale for lines on white, is left out.
/// </summary>
public static class Palette
{
    /// <summary>Blue, vermillion, bluish green, reddish purple, orange, sky blue, black, as <c>#RRGGBB</c>.</summary>
    public static IReadOnlyList<string> OkabeIto { get; } =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];
}
