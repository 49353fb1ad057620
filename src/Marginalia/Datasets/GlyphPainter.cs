namespace Marginalia.Datasets;

/// <summary>Colours ink: one recipe per <see cref="GlyphAppearance"/>.</summary>
internal sealed class GlyphPainter
{
    private readonly double[] ink, soft;
    private readonly int size;
    private readonly double[] uniform = new double[8];
    private readonly SmoothNoise clouds, grain;

    /// <summary>Draws what the recipes need: the same numbers for all of them.</summary>
    /// <param name="ink">Ink [size, size], 0 .. 1.</param>
    /// <param name="size">Height and width, in pixels.</param>
    /// <param name="random">Source of the numbers.</param>
    public GlyphPainter(double[] ink, int size, SeededRandom random)
    {
        (this.ink, this.size) = (ink, size);
        soft = Smoothing.Blur(ink, size, 2);
        for (int i = 0; i < uniform.Length; i++)
            uniform[i] = random.NextDouble();
        (clouds, grain) = (new(random, 5), new(random, size));
    }

    /// <summary>The colour at every pixel, red, green, blue in about 0 .. 1: rows before columns.</summary>
    /// <param name="appearance">The recipe; any but grey.</param>
    /// <param name="hue">Hue of a coloured glyph, in turns.</param>
    public IEnumerable<Rgb> Paint(GlyphAppearance appearance, double hue)
    {
        Func<int, int, Rgb> recipe = appearance switch
        {
            GlyphAppearance.Colour => Colour(hue),
            GlyphAppearance.Ink => InkOnPaper(),
            GlyphAppearance.Embossed => Embossed(),
            GlyphAppearance.Thermal => Thermal(),
            GlyphAppearance.Night => Night(),
            GlyphAppearance.Underwater => Underwater(),
            _ => throw new ArgumentOutOfRangeException(nameof(appearance), appearance, "There is no recipe."),
        };
        return Enumerable.Range(0, size * size).Select(p => recipe(p % size, p / size));
    }

    private Func<int, int, Rgb> Colour(double hue)
    {
        var ground = Rgb.OfHue(uniform[0], Within(0, 0.2, 0.7), Within(1, 0.1, 0.35));
        var glyph = Rgb.OfHue(hue, Within(2, 0.5, 0.9), Within(3, 0.75, 1));
        return (x, y) => Rgb.Mix(ground, glyph, ink[At(x, y)]) * (1 + 0.12 * Clouds(x, y));
    }

    private Func<int, int, Rgb> InkOnPaper()
    {
        var paper = new Rgb(0.95, 0.90, 0.78) * Within(0, 0.88, 1);
        var pen = Rgb.OfHue(Within(1, 0.58, 0.72), Within(2, 0.3, 0.8), Within(3, 0.1, 0.3));
        return (x, y) => Rgb.Mix(paper * (1 + 0.05 * Grain(x, y)), pen, ink[At(x, y)] * (0.8 + 0.2 * Clouds(x, y)));
    }

    private Func<int, int, Rgb> Embossed()
    {
        var metal = Rgb.OfHue(Within(0, 0.05, 0.15), Within(1, 0.05, 0.4), Within(2, 0.55, 0.65));
        var (right, down) = PortableMath.SinCos(Within(3, -0.9, 0.9)); // the light comes from above, more or less
        return (x, y) =>
        {
            double slopeX = soft[At(x + 1, y)] - soft[At(x - 1, y)], slopeY = soft[At(x, y + 1)] - soft[At(x, y - 1)];
            return metal * (1 + 0.9 * (right * slopeX + down * slopeY) + 0.04 * Grain(x, y) + 0.08 * Clouds(x, y));
        };
    }

    private Func<int, int, Rgb> Thermal()
    {
        double body = Within(0, 0.4, 0.65), room = Within(1, 0.12, 0.25);
        var heat = Smoothing.Blur(ink, size, 3);
        return (x, y) => Rgb.OfHeat(room + 0.1 * Clouds(x, y) + body * heat[At(x, y)]);
    }

    private Func<int, int, Rgb> Night()
    {
        var ground = new Rgb(0.05, 0.07, 0.12) * Within(0, 0.7, 1.3);
        var glyph = new Rgb(0.26, 0.32, 0.42) * Within(1, 0.8, 1.3);
        return (x, y) =>
        {
            double dx = (x + 0.5) / size * 2 - 1, dy = (y + 0.5) / size * 2 - 1;
            return Rgb.Mix(ground, glyph, ink[At(x, y)]) * (1.1 - 0.3 * (dx * dx + dy * dy));
        };
    }

    private Func<int, int, Rgb> Underwater()
    {
        var water = Rgb.OfHue(Within(0, 0.47, 0.56), Within(1, 0.75, 0.95), Within(2, 0.4, 0.6));
        var glyph = Rgb.Mix(water, new(0.75, 0.95, 0.9), Within(3, 0.4, 0.65));
        return (x, y) =>
        {
            double light = 1 - Math.Abs(Clouds(x, y)); // bright along the zero lines, as light that waves have bent
            return Rgb.Mix(water, glyph, soft[At(x, y)]) * (1.05 - 0.3 * y / size + 0.25 * light * light * light);
        };
    }

    private double Within(int number, double low, double high) => low + (high - low) * uniform[number];

    private double Clouds(int x, int y) => clouds.At((x + 0.5) / size, (y + 0.5) / size);

    private double Grain(int x, int y) => grain.At((x + 0.5) / size, (y + 0.5) / size);

    /// <summary>Index of a pixel; outside the edge goes on.</summary>
    private int At(int x, int y) => Math.Clamp(y, 0, size - 1) * size + Math.Clamp(x, 0, size - 1);
}
