namespace Marginalia.Datasets;

/// <summary>The law of <see cref="GlyphPairs"/>; each pose is uniform within the bounds given here.</summary>
/// <param name="Size">Height and width of the image, in pixels.</param>
/// <param name="Separation">Columns between the centres of the two glyphs before <paramref name="MaxShift"/>. A glyph is about 14 wide.</param>
/// <param name="MaxShift">Largest shift of a glyph in each direction, in pixels.</param>
/// <param name="MaxAngle">Largest rotation, in radians.</param>
/// <param name="MaxShear">Largest shear.</param>
/// <param name="MinScale">Smallest scale; 1 is a height of 20 pixels.</param>
/// <param name="MaxScale">Largest scale.</param>
/// <param name="Noise">Standard deviation of the noise on a pixel of 0 .. 1.</param>
public sealed record GlyphPairsDesign(
    int Size = 28, double Separation = 8, double MaxShift = 2, double MaxAngle = 0.26, double MaxShear = 0.2,
    double MinScale = 0.8, double MaxScale = 1.2, double Noise = 0.1);
