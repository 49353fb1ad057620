using Marginalia.Charts.Drawing;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts;

/// <summary>Pictures in rows, each with its name above. Pixels stay square blocks; pictures much larger than their place are shrunk to it.</summary>
public sealed class ImageGrid : Chart
{
    const double Width = 720;
    const double Margin = 12;
    const double Gap = 8;
    const double Largest = 240;
    const double NameHeight = 16;

    internal ImageGrid(IReadOnlyList<Picture> pictures, int columns, IReadOnlyList<string> names, string title, string subtitle) : base(title, subtitle)
    {
        if (pictures.Count == 0)
            throw new ArgumentException($"Images '{title}': no pictures given, at least one expected.");
        if (columns is < 1 or > 32)
            throw new ArgumentOutOfRangeException(nameof(columns), $"Images '{title}': {columns} columns given, 1 to 32 expected.");
        if (names.Count > 0 && names.Count != pictures.Count)
            throw new ArgumentException($"Images '{title}': {pictures.Count} pictures and {names.Count} names given; pass as many of each, or no names.");
        (Columns, Names) = (Math.Min(columns, pictures.Count), [.. names]);
        Pictures = [.. pictures.Select(picture => picture.Shrink((int)(picture.Width / TileWidth)))];
    }

    /// <summary>Pictures in a row.</summary>
    public int Columns { get; }

    internal IReadOnlyList<Picture> Pictures { get; }

    internal IReadOnlyList<string> Names { get; }

    internal override bool CanBeLive => false;

    double TileWidth => Math.Min(Largest, (Width - 2 * Margin - (Columns - 1) * Gap) / Columns);

    /// <summary>A sentence below the pictures.</summary>
    public new ImageGrid Caption(string text) => (ImageGrid)base.Caption(text);

    /// <inheritdoc/>
    public override string ToSvg()
    {
        var header = new Header(Title, Subtitle, Width - 2 * Margin, 15);
        var tiles = Tiles(Margin + header.Height, out var bottom);
        var svg = new Svg(Width, bottom + Margin, Describe());
        svg.Rectangle(new(0, 0, Width, bottom + Margin), "#FFFFFF", 6);
        header.Draw(svg, Margin, Margin);
        for (var i = 0; i < Pictures.Count; i++)
        {
            svg.Image(tiles[i], Png.Encode(Pictures[i]));
            if (Names.Count > 0)
                svg.Text(tiles[i].MiddleX, tiles[i].Top - 4, new(Fit(Names[i])), Panel.TickSize, "#444444", "middle");
        }

        return svg.ToString();
    }

    /// <inheritdoc/>
    public override string ToPlotlyJson()
    {
        var header = new Header(Title, Subtitle, Width - 2 * Margin, 15);
        var tiles = Tiles(Margin + header.Height, out var bottom);
        return Json.Text(PlotlyImages.Build(this, header, tiles, Width, bottom + Margin));
    }

    internal override string Describe() => Description.Of(this);

    internal override string Plain() => Description.Of(this);

    Box[] Tiles(double top, out double bottom)
    {
        var tiles = new Box[Pictures.Count];
        for (var first = 0; first < tiles.Length; first += Columns)
        {
            var row = Enumerable.Range(first, Math.Min(Columns, tiles.Length - first)).ToArray();
            top += Names.Count > 0 ? NameHeight : 0;
            foreach (var i in row)
            {
                var left = Margin + (i - first) * (TileWidth + Gap);
                tiles[i] = new(left, top, left + TileWidth, top + TileWidth * Pictures[i].Height / Pictures[i].Width);
            }

            top = row.Max(i => tiles[i].Bottom) + Gap;
        }

        bottom = top - Gap;
        return tiles;
    }

    string Fit(string name)
    {
        while (name.Length > 1 && TextMetrics.Width(name, Panel.TickSize) > TileWidth)
            name = name.TrimEnd('…')[..^1] + "…";
        return name;
    }
}
