namespace Marginalia.Charts.Drawing;

/// <summary>
/// Names below a horizontal axis: broken into lines where that makes them fit, otherwise slanted, and left out where even that is too dense.
/// </summary>
internal sealed class CategoryLabels
{
    const double Line = 13;
    const double Slant = 35;

    public CategoryLabels(IReadOnlyList<string> names, double slot)
    {
        Lines = [.. names.Select(name => TextMetrics.Wrap(name, Panel.TickSize, slot - 6))];
        var widest = Widest();
        Slanted = widest > slot - 2 && names.Any(name => name.Length > 3);
        if (Slanted)
        {
            Lines = [.. names.Select(name => (IReadOnlyList<string>)[Shorten(name)])];
            Every = (int)Math.Ceiling(Line / slot);
            Height = Widest() * Math.Sin(Slant * Math.PI / 180) + Line;
        }
        else
        {
            Every = (int)Math.Ceiling((widest + 4) / slot);
            Height = Lines.Max(lines => Math.Max(1, lines.Count)) * Line + 6;
        }
    }

    /// <summary>The lines of each name.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Lines { get; }

    public bool Slanted { get; }

    /// <summary>Only each so many-th name is written.</summary>
    public int Every { get; }

    public double Height { get; }

    public double Angle => Slanted ? -Slant : 0;

    public void Draw(Svg svg, Scale x, double top)
    {
        for (var place = 0; place < Lines.Count; place += Every)
            for (var i = 0; i < Lines[place].Count; i++)
                if (Slanted)
                    svg.Text(x[place] + 4, top + 12, new(Lines[place][i]), Panel.TickSize, "#444444", "end", turn: -Slant);
                else
                    svg.Text(x[place], top + 3 + (i + 1) * Line - 1, new(Lines[place][i]), Panel.TickSize, "#444444", "middle");
    }

    double Widest() => Lines.Max(lines => lines.Select(line => TextMetrics.Width(line, Panel.TickSize)).DefaultIfEmpty(0).Max());

    static string Shorten(string name) => name.Length <= 24 ? name : name[..23] + "…";
}
