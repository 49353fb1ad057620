namespace Marginalia.Datasets;

/// <summary>Patterns of values 0 .. 1, with a frequency f in radians per unit, a phase p and an angle; (x, y) is the turned position.</summary>
public enum Texture
{
    /// <summary>sin(f x + p) &gt; 0.</summary>
    Stripes,

    /// <summary>sin(f x + p) sin(f y + p) &gt; 0.</summary>
    Checker,

    /// <summary>cos(f x + p) + cos(f y + p) &gt; 0.9.</summary>
    Dots,

    /// <summary>Smooth wavy lines: 1/2 + 1/2 sin(0.7 f x + 2 sin(0.35 f y) + p).</summary>
    Waves,

    /// <summary>Random values on a grid of every fifth pixel, smoothly interpolated.</summary>
    Clouds,

    /// <summary>A random value per pixel.</summary>
    Grain,

    /// <summary>sin(f r) &gt; 0, r the distance from the origin.</summary>
    Rings,

    /// <summary>1/2 + x / 2, within 0 .. 1.</summary>
    Gradient,

    /// <summary>A grid of lines: the larger of sin(f x + p) and sin(f y + p) &gt; 0.75.</summary>
    Hatch,

    /// <summary>1/2 everywhere.</summary>
    Solid,

    /// <summary>Stripes across those of <see cref="Stripes"/>: sin(f y + p) &gt; 0.</summary>
    CrossStripes,

    /// <summary>A checker of twice the frequency.</summary>
    FineChecker,
}
