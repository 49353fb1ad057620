namespace Marginalia.Charts.Drawing;

/// <summary>Maps the axis range [low, high] to pixels [start, end], linearly or logarithmically.</summary>
internal sealed class Scale(double low, double high, double start, double end, bool log)
{
    readonly double origin = log ? Math.Log10(low) : low;
    readonly double span = log ? Math.Log10(high) - Math.Log10(low) : high - low;

    public double Low => low;

    public double High => high;

    public double Start => start;

    public double End => end;

    public bool Log => log;

    /// <summary>The pixel of a value; values beyond the range land beyond the pixels, and those up to zero on a logarithmic axis far below.</summary>
    public double this[double value] => start + Position(value) * (end - start);

    /// <summary>Like the indexer, but held within the axis.</summary>
    public double Clamped(double value) => start + Math.Clamp(Position(value), 0, 1) * (end - start);

    /// <summary>Where a value lies on the axis: 0 at its low end, 1 at its high end.</summary>
    public double Position(double value)
    {
        var position = ((log ? Math.Log10(Math.Max(value, double.Epsilon)) : value) - origin) / span;
        return Math.Clamp(position, -1e6, 1e6);
    }

    public bool Contains(double value) => Extent.Drawable(value, log) && value >= low && value <= high;
}
