namespace Marginalia.Charts.Drawing;

/// <summary>
/// Thins long series for drawing: the axis is divided into columns, and of each column the lowest and the highest point stay,
/// as well as one gap if there is any. First and last point always stay.
/// </summary>
internal static class Decimation
{
    /// <summary>The indices to keep, ascending, about <paramref name="limit"/> of them or fewer.</summary>
    /// <param name="place">Where each point lies along the axis, 0 to 1; points outside are dropped except next to the edges.</param>
    /// <param name="low">What the lowest point of a column is chosen by; a gap where not finite.</param>
    /// <param name="high">What the highest point of a column is chosen by.</param>
    /// <param name="limit">How many points a figure can afford.</param>
    public static int[] Keep(IReadOnlyList<double> place, Func<int, double> low, Func<int, double> high, int limit)
    {
        int[] visible = [.. Enumerable.Range(0, place.Count).Where(i => Near(place, i))];
        if (visible.Length <= limit)
            return visible;
        var ordered = visible.Zip(visible.Skip(1), (a, b) => place[a] <= place[b]).All(x => x);
        var gaps = visible.Any(i => !double.IsFinite(low(i) + high(i)));
        var columns = Math.Max(1, (limit - 2) / (gaps ? 3 : 2));
        int Column(int rank) => (int)(ordered
            ? Math.Clamp(place[visible[rank]], 0, 1) * (columns - 1e-9)
            : (double)rank * columns / visible.Length);
        return
        [
            .. Enumerable.Range(0, visible.Length).GroupBy(Column).SelectMany(column => Extremes([.. column.Select(rank => visible[rank])]))
                .Append(visible[0]).Append(visible[^1]).Distinct().Order(),
        ];

        IEnumerable<int> Extremes(int[] column)
        {
            int[] finite = [.. column.Where(i => double.IsFinite(low(i) + high(i)))];
            if (finite.Length == 0)
                return [column[0]];
            int[] extremes = [finite.MinBy(low), finite.MaxBy(high)];
            return finite.Length == column.Length ? extremes : extremes.Append(column.Except(finite).First());
        }
    }

    static bool Near(IReadOnlyList<double> place, int i) =>
        !Outside(place[i]) || i > 0 && !Outside(place[i - 1]) || i + 1 < place.Count && !Outside(place[i + 1])
        || i + 1 < place.Count && place[i] < 0 && place[i + 1] > 1 || i > 0 && place[i - 1] < 0 && place[i] > 1;

    static bool Outside(double place) => place is < 0 or > 1;
}
