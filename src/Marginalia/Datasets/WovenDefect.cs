namespace Marginalia.Datasets;

/// <summary>A stain or a scratch whose outline and tone vary with smooth noise.</summary>
internal sealed class WovenDefect
{
    private const int NoisePoints = 8;
    private readonly double size, centreX, centreY, sine, cosine, halfLength, halfWidth, opacity, tone;
    private readonly SmoothNoise outline, texture;

    /// <summary>Draws the defect: integers before fractions, everything in this order and always.</summary>
    public WovenDefect(SeededRandom random, WovenDefectsDesign design)
    {
        size = design.Size;
        IsScratch = random.NextInt64(2) == 1;
        bool isBright = random.NextInt64(2) == 1;
        (centreX, centreY) = (random.NextUniform(0.25, 0.75) * size, random.NextUniform(0.25, 0.75) * size);
        (sine, cosine) = PortableMath.SinCos(random.NextUniform(-Math.PI, Math.PI));
        double length = random.NextDouble(), width = random.NextDouble();
        opacity = random.NextUniform(design.MinOpacity, design.MaxOpacity);
        tone = random.NextUniform(0, 0.15) + (isBright ? 0.85 : 0);
        (outline, texture) = (new(random, NoisePoints), new(random, NoisePoints));

        // At 32 pixels a stain is 4 to 13 pixels wide, a scratch 10 to 20 long and about 3 wide; narrower ones could miss every pixel.
        halfLength = size * (IsScratch ? 0.16 + 0.15 * length : 0.1 + 0.1 * length);
        halfWidth = Math.Max(size * (IsScratch ? 0.035 + 0.015 * width : 0.07 + 0.07 * width), 1.2);
    }

    /// <summary>Whether it is a scratch; otherwise it is a stain.</summary>
    public bool IsScratch { get; }

    /// <summary>What share of a pixel the defect hides, 0 outside of it, and with which grey value.</summary>
    public (double Opacity, double Value) At(int column, int row)
    {
        double x = column + 0.5, y = row + 0.5, dx = x - centreX, dy = y - centreY;
        double along = (cosine * dx + sine * dy) / halfLength, across = (cosine * dy - sine * dx) / halfWidth;
        double distance = IsScratch ? Math.Max(along * along, across * across) : along * along + across * across;
        bool inside = distance < 1 + 0.6 * outline.At(x / size, y / size);
        return (inside ? opacity : 0, tone + 0.15 * texture.At(x / size, y / size));
    }
}
