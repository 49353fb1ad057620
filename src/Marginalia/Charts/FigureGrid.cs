using Marginalia.Charts.Drawing;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts;

/// <summary>
/// Small multiples: figures side by side, with one legend for all and, on demand, the same axes. A figure's own width and height do not
/// count here (see <see cref="Heights"/>).
/// </summary>
public sealed class FigureGrid : Chart
{
    internal FigureGrid(string title, int columns, Figure[] figures) : base(title, "")
    {
        if (figures.Length == 0)
            throw new ArgumentException($"Grid '{title}': no figures given, at least one expected.");
        if (columns is < 1 or > 6)
            throw new ArgumentOutOfRangeException(nameof(columns), $"Grid '{title}': {columns} columns given, 1 to 6 expected.");
        foreach (var figure in figures)
            figure.RequireDrawable();
        (Columns, Figures) = (Math.Min(columns, figures.Length), [.. figures]);
    }

    /// <summary>Figures in a row.</summary>
    public int Columns { get; }

    internal IReadOnlyList<Figure> Figures { get; }

    internal bool SharesX { get; private set; }

    internal bool SharesY { get; private set; }

    internal int PanelHeight { get; private set; }

    /// <summary>Gives all figures the same range on the chosen axes. Throws when some are categories or their scales differ.</summary>
    public FigureGrid Share(bool x = false, bool y = false)
    {
        if (x)
            RequireAlike(figure => figure.XAxis, "horizontal");
        if (y)
            RequireAlike(figure => figure.YAxis, "vertical");
        (SharesX, SharesY) = (x, y);
        return this;
    }

    /// <summary>Sets the height of each figure, in pixels.</summary>
    public FigureGrid Heights(int pixels)
    {
        if (pixels is < 120 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(pixels), $"Grid '{Title}': {pixels} pixels given, 120 to 1000 expected.");
        PanelHeight = pixels;
        return this;
    }

    /// <summary>A sentence below the grid.</summary>
    public new FigureGrid Caption(string text) => (FigureGrid)base.Caption(text);

    /// <inheritdoc/>
    public override string ToSvg() => SvgSheet.Draw(Sheet.Of(this), Describe());

    /// <inheritdoc/>
    public override string ToPlotlyJson() => Json.Text(PlotlySheet.Build(Sheet.Of(this)));

    internal override string Describe() => Description.Of(this);

    internal override string Plain() => Description.Plain(this);

    void RequireAlike(Func<Figure, Axis> axis, string which)
    {
        if (Figures.Any(figure => axis(figure).Categorical))
            throw new InvalidOperationException($"Grid '{Title}': figures with categories cannot share the {which} axis.");
        if (Figures.Select(figure => axis(figure).Log).Distinct().Count() > 1)
            throw new InvalidOperationException($"Grid '{Title}': linear and logarithmic figures cannot share the {which} axis.");
    }
}
