namespace Marginalia.Charts.Drawing;

/// <summary>What the user said of an axis: its title, its scale, its range, and its categories if it has any instead of numbers.</summary>
internal sealed class Axis(string title, bool log)
{
    public string Title => title;

    public bool Log => log;

    /// <summary>A range that the user asked for.</summary>
    public (double Low, double High)? Range { get; set; }

    /// <summary>Names of the places 0, 1, 2 ... on the axis; empty for a numeric axis.</summary>
    public List<string> Categories { get; } = [];

    /// <summary>Whether the axis keeps both ends free of a margin.</summary>
    public bool Tight { get; set; }

    /// <summary>Whether values start at the axis' far end, as the rows of a matrix do.</summary>
    public bool Reversed { get; set; }

    public bool Categorical => Categories.Count > 0;

    /// <summary>The range to draw for data of this extent.</summary>
    public (double Low, double High) Resolve(Extent data)
    {
        if (Range is { } range)
            return range;
        if (Categorical)
            return (-0.5, Categories.Count - 0.5);
        if (data.IsEmpty)
            return log ? (0.1, 10) : (0, 1);
        return log ? Logarithmic(data) : Linear(data);
    }

    (double, double) Linear(Extent data)
    {
        var largest = Math.Max(Math.Abs(data.Low), Math.Abs(data.High));
        if (data.Span <= 1e-12 * largest || data.Span < 1e-290)
        {
            var margin = largest < 1e-290 ? 1 : largest * 0.1;
            return (data.Low - margin, data.High + margin);
        }

        if (Tight)
            return (Rounder(data.Low, data.Span, Math.Floor), Rounder(data.High, data.Span, Math.Ceiling));
        var (low, high) = (data.Low - 0.05 * data.Span, data.High + 0.05 * data.Span);
        // An axis that nearly reaches zero starts there.
        if (data.Low >= 0 && data.Low < 0.25 * data.High)
            low = 0;
        if (data.High <= 0 && data.High > 0.25 * data.Low)
            high = 0;
        return (low, high);
    }

    // Steps 0 to 999 end at 1000: the next round number outwards, if it is near.
    static double Rounder(double value, double span, Func<double, double> outwards)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(span)) - 1);
        var round = outwards(value / unit) * unit;
        return Math.Abs(round - value) <= 0.02 * span ? round : value;
    }

    (double, double) Logarithmic(Extent data)
    {
        var (low, high) = (Math.Log10(data.Low), Math.Log10(data.High));
        var margin = high - low < 1e-9 ? 0.5 : Tight ? 0 : 0.05 * (high - low);
        return margin == 0 ? (data.Low, data.High) : (Math.Pow(10, low - margin), Math.Pow(10, high + margin));
    }
}
