using Marginalia.Charts.Kinds;

namespace Marginalia.Charts.Drawing;

/// <summary>Where series are drawn: the plot's box, its two scales, how many points each series may use, and the bars that share a place.</summary>
internal sealed record Canvas(Box Plot, Scale X, Scale Y, int Limit, IReadOnlyList<Series> Bars)
{
    /// <summary>The indices of the points of a line to draw, thinned where there are too many; gaps stay in.</summary>
    public int[] Keep(double[] x, double[] low, double[] high, int limit) => Decimation.Keep(
        [.. x.Select(value => Extent.Drawable(value, X.Log) ? X.Position(value) : 0)],
        i => Value(x[i], low[i]), i => Value(x[i], high[i]), limit);

    /// <summary>The runs of points between gaps.</summary>
    public IEnumerable<int[]> Runs(IEnumerable<int> indices, double[] x, double[] y)
    {
        List<int> run = [];
        foreach (var i in indices)
            if (double.IsFinite(Value(x[i], y[i])))
                run.Add(i);
            else if (run.Count > 0)
            {
                yield return [.. run];
                run.Clear();
            }

        if (run.Count > 0)
            yield return [.. run];
    }

    public (double X, double Y) Point(double x, double y) => (X[x], Y[y]);

    // The y value where the point has a place on both axes, NaN where it is a gap.
    double Value(double x, double y) => Extent.Drawable(x, X.Log) && Extent.Drawable(y, Y.Log) ? y : double.NaN;
}
