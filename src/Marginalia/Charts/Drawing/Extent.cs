namespace Marginalia.Charts.Drawing;

/// <summary>The smallest interval that holds some values.</summary>
internal readonly record struct Extent(double Low, double High)
{
    // Beyond this a difference of two values could overflow.
    const double Largest = 1e300;

    public static Extent Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => Low > High;

    public double Span => IsEmpty ? 0 : High - Low;

    /// <summary>Whether a value has a place on an axis: NaN and infinities never, values up to zero not on a logarithmic one.</summary>
    public static bool Drawable(double value, bool log) => Math.Abs(value) <= Largest && (!log || value >= 1 / Largest);

    public static Extent Of(IEnumerable<double> values, bool log) =>
        values.Where(value => Drawable(value, log)).Aggregate(Empty, (extent, value) => extent.Include(value));

    public Extent Include(double value) => new(Math.Min(Low, value), Math.Max(High, value));

    public Extent Union(Extent other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));
}
