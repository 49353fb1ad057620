namespace Marginalia.Datasets;

/// <summary>The law of <see cref="Glyphs"/>; each pose is uniform within the bounds given here.</summary>
/// <param name="Alphabet">The characters, digits and capital letters; label k is the k-th of them.</param>
/// <param name="Size">Height and width of the image, in pixels.</param>
/// <param name="Appearance">What the glyphs look like: one channel if grey, three otherwise.</param>
/// <param name="MaxShift">Largest shift from the centre in each direction, in pixels.</param>
/// <param name="MaxAngle">Largest rotation, in radians.</param>
/// <param name="MaxShear">Largest shear, in pixels to the right per pixel downwards.</param>
/// <param name="MinScale">Smallest scale; 1 is a height of 20 pixels.</param>
/// <param name="MaxScale">Largest scale.</param>
/// <param name="Elastic">Largest displacement of the 4 x 4 control points of a smooth deformation, in pixels; 2 is much.</param>
/// <param name="Noise">Standard deviation of the noise on a value of 0 .. 1.</param>
/// <param name="ColourBias">Share of the examples, 0 .. 1, whose colour tells the label; the colour of all others is random. 0 is no shortcut.</param>
/// <param name="ColourShift">Where the colour tells the label, it is number (label + shift) modulo the alphabet's length.</param>
/// <remarks>
/// A convolutional network of 21 000 parameters reads 99 % of the grey digits after 8 epochs of 1000 examples, 89 % if there are but 100 examples.
/// Trained on <see cref="GlyphAppearance.Ink"/> it reads 96 % of that and, in <see cref="GlyphAppearance.Thermal"/>, no more than by chance.
/// </remarks>
public sealed record GlyphsDesign(
    string Alphabet = GlyphsDesign.Digits, int Size = 28, GlyphAppearance Appearance = GlyphAppearance.Grey, double MaxShift = 3,
    double MaxAngle = 0.26, double MaxShear = 0.2, double MinScale = 0.8, double MaxScale = 1.2, double Elastic = 0, double Noise = 0.1,
    double ColourBias = 0, int ColourShift = 0)
{
    /// <summary>0 to 9.</summary>
    public const string Digits = "0123456789";

    /// <summary>A to Z.</summary>
    public const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Digits in colour, 32 x 32.</summary>
    public static GlyphsDesign Colour { get; } = new(Size: 32, Appearance: GlyphAppearance.Colour, Noise: 0.05);

    /// <summary>Digits in colour, 90 % of which are given away by their colour; test with <see cref="CueConflict"/>.</summary>
    public static GlyphsDesign Shortcut { get; } = Colour with { ColourBias = 0.9 };

    /// <summary>As <see cref="Shortcut"/>, but the colour is always that of the next digit.</summary>
    public static GlyphsDesign CueConflict { get; } = Colour with { ColourBias = 1, ColourShift = 1 };

    /// <summary>Number of channels of the image.</summary>
    public int Channels => Appearance == GlyphAppearance.Grey ? 1 : 3;

    /// <summary>Digits of one appearance, 32 x 32: a domain of a study of several.</summary>
    public static GlyphsDesign Domain(GlyphAppearance appearance) => Colour with { Appearance = appearance };

    /// <exception cref="ArgumentException">The design is impossible.</exception>
    internal void Validate()
    {
        if (Alphabet.Length < 2 || Alphabet.Distinct().Count() != Alphabet.Length || Alphabet.Any(letter => !Font.Characters.Contains(letter)))
            throw new ArgumentException($"GlyphsDesign: the alphabet is '{Alphabet}'; give two or more different characters of {Font.Characters}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 16);
        ArgumentOutOfRangeException.ThrowIfNotEqual(ColourBias, Math.Clamp(ColourBias, 0, 1));
        ArgumentOutOfRangeException.ThrowIfNegative(ColourShift);
        ArgumentOutOfRangeException.ThrowIfNegative(Elastic);
        ArgumentOutOfRangeException.ThrowIfNegative(Noise);
        if (!Enum.IsDefined(Appearance))
            throw new ArgumentException($"GlyphsDesign: {Appearance} is no appearance; choose one of {string.Join(", ", Enum.GetNames<GlyphAppearance>())}.");
        if (!(MinScale > 0 && MinScale <= MaxScale))
            throw new ArgumentException($"GlyphsDesign: the scales are {MinScale} .. {MaxScale}; give 0 < MinScale <= MaxScale.");
    }
}
