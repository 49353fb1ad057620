using Marginalia.Charts.Kinds;

namespace Marginalia.Charts.Drawing;

/// <summary>
/// Gives every series its style: a name has the same style wherever it appears in a chart, names take slots in order of appearance,
/// and series without a name take the first slot that is free in their figure.
/// </summary>
internal sealed class Styles
{
    readonly Dictionary<Series, Style> styles = [];

    public Styles(IReadOnlyList<Figure> figures)
    {
        Dictionary<string, int> slots = [];
        foreach (var series in figures.SelectMany(figure => figure.Series).Where(series => series.Styled && series.Name.Length > 0))
            if (slots.TryAdd(series.Name, series.Slot ?? Free(slots.Values)))
                Named.Add(series);
        var alone = figures.Max(figure => figure.Series.Count(series => series.Styled)) == 1 && slots.Count <= 1;
        foreach (var figure in figures)
        {
            var taken = figure.Series.Where(series => slots.ContainsKey(series.Name)).Select(series => slots[series.Name]).ToList();
            foreach (var series in figure.Series.Where(series => series.Styled))
            {
                var slot = series.Slot ?? (series.Name.Length > 0 ? slots[series.Name] : Free(taken));
                taken.Add(slot);
                styles[series] = Style.Of(slot, series.Dash, alone);
            }
        }
    }

    /// <summary>The first series of each name: the lines of a legend.</summary>
    public List<Series> Named { get; } = [];

    public Style this[Series series] => styles.GetValueOrDefault(series);

    static int Free(IEnumerable<int> taken)
    {
        var slot = 0;
        for (var set = taken.ToHashSet(); set.Contains(slot);)
            slot++;
        return slot;
    }
}
