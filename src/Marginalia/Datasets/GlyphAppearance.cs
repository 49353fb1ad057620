namespace Marginalia.Datasets;

/// <summary>What the glyphs of <see cref="Glyphs"/> look like; the labels and poses are the same in all.</summary>
public enum GlyphAppearance
{
    /// <summary>White on black, one channel.</summary>
    Grey,

    /// <summary>A bright glyph on a dark ground, both of random colour.</summary>
    Colour,

    /// <summary>Uneven dark ink on grainy paper.</summary>
    Ink,

    /// <summary>A relief in metal: only the slopes are seen, brighter towards the light and darker away from it.</summary>
    Embossed,

    /// <summary>A warm and blurred glyph in the false colours of an infrared camera.</summary>
    Thermal,

    /// <summary>A dim and bluish glyph, darker towards the corners, with twice the noise.</summary>
    Night,

    /// <summary>Blue-green haze that swallows red and contrast, with moving light.</summary>
    Underwater,
}
