namespace TorchSharp;

/// <summary>How many bins of equal width suit some numbers.</summary>
static class BinRule
{
    const int StonesLeastLimit = 100;

    /// <summary>The number of bins over the range (that of the values if null) with the width that the rule gives.</summary>
    internal static long Count(HistogramBinSelector rule, double[] values, (double Min, double Max)? range)
    {
        if (values.Length == 0) return 1;
        var (min, max) = (values.Min(), values.Max());
        var (first, last) = range ?? (min, max);
        if (first == last) (first, last) = (first - 0.5, last + 0.5);
        var width = Width(rule, values, min, max, (first, last));
        return width > 0 ? (long)Math.Ceiling((last - first) / width) : 1;
    }

    static double Width(HistogramBinSelector rule, double[] values, double min, double max, (double First, double Last) range)
    {
        var (n, span) = ((double)values.Length, max - min);
        return rule switch
        {
            HistogramBinSelector.Sqrt => span / Math.Sqrt(n),
            HistogramBinSelector.Sturges => span / (Math.Log2(n) + 1),
            HistogramBinSelector.Rice => span / (2 * Math.Cbrt(n)),
            HistogramBinSelector.Scott => Math.Cbrt(24 * Math.Sqrt(Math.PI) / n) * Deviation(values),
            HistogramBinSelector.Doane => Doane(values, span),
            HistogramBinSelector.Stone => Stone(values, span, range),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Expected one of the rules that HistogramBinSelector names."),
        };
    }

    static double Doane(double[] values, double span)
    {
        double n = values.Length, sigma = Deviation(values);
        if (n <= 2 || sigma == 0) return 0;
        var mean = values.Average();
        var skewness = values.Average(v => Math.Pow((v - mean) / sigma, 3));
        var error = Math.Sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        return span / (1 + Math.Log2(n) + Math.Log2(1 + Math.Abs(skewness) / error));
    }

    static double Stone(double[] values, double span, (double First, double Last) range)
    {
        double n = values.Length;
        if (n <= 1 || span == 0) return 0;
        var limit = Math.Max(StonesLeastLimit, (int)Math.Sqrt(n));
        var best = Enumerable.Range(1, limit).MinBy(bins => Loss(bins));
        return span / best;

        double Loss(int bins)
        {
            var width = span / bins;
            var squares = Counts(values, bins, range).Sum(count => count / n * (count / n));
            return (2 - (n + 1) * squares) / width;
        }
    }

    static double[] Counts(double[] values, int bins, (double First, double Last) range)
    {
        var counts = new double[bins];
        foreach (var v in values) counts[Math.Min(bins - 1, (int)((v - range.First) / (range.Last - range.First) * bins))]++;
        return counts;
    }

    static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
