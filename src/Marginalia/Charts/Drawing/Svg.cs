using System.Text;

namespace Marginalia.Charts.Drawing;

/// <summary>
/// Writes an SVG image of plain shapes: no ids, styles sheets, scripts, clip paths or outer resources, so that it survives every viewer;
/// the same calls always give the same bytes.
/// </summary>
internal sealed class Svg
{
    const string Fonts = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif";

    readonly StringBuilder text = new();

    public Svg(double width, double height, string title)
    {
        var (w, h) = (Numbers.Pixel(width), Numbers.Pixel(height));
        text.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" font-family=\"{Fonts}\">\n");
        if (title.Length > 0)
            text.Append($"<title>{Markup.Xml(title)}</title>\n");
    }

    public void Rectangle(Box box, string fill, double radius = 0, string? stroke = null) =>
        text.Append($"<rect x=\"{Numbers.Pixel(box.Left)}\" y=\"{Numbers.Pixel(box.Top)}\" width=\"{Extent(box.Left, box.Right)}\" height=\"{Extent(box.Top, box.Bottom)}\"")
            .Append($" fill=\"{fill}\"").Append(radius > 0 ? $" rx=\"{Numbers.Pixel(radius)}\"" : "").Append(stroke is null ? "" : $" stroke=\"{stroke}\"").Append("/>\n");

    /// <summary>A filled shape.</summary>
    public void Fill(string path, string fill, double opacity = 1, string? stroke = null)
    {
        if (path.Length > 0)
            text.Append($"<path d=\"{path}\" fill=\"{fill}\"").Append(opacity < 1 ? $" fill-opacity=\"{Decimal(opacity)}\"" : "")
                .Append(stroke is null ? "" : $" stroke=\"{stroke}\" stroke-width=\"0.8\"").Append("/>\n");
    }

    /// <summary>A line of any shape.</summary>
    public void Stroke(string path, string colour, double width = 1, string dashes = "", double opacity = 1)
    {
        if (path.Length > 0)
            text.Append($"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{Decimal(width)}\"").Append(opacity < 1 ? $" stroke-opacity=\"{Decimal(opacity)}\"" : "")
                .Append(dashes.Length > 0 ? $" stroke-dasharray=\"{dashes}\"" : " stroke-linecap=\"round\"").Append(" stroke-linejoin=\"round\"/>\n");
    }

    public void Segment(double x1, double y1, double x2, double y2, string colour, double width = 1, string dashes = "") =>
        Stroke(PathData.Open([(x1, y1), (x2, y2)]), colour, width, dashes);

    /// <summary>One line of text; <paramref name="anchor"/> is start, middle or end, <paramref name="turn"/> an angle in degrees, <paramref name="halo"/> a white rim.</summary>
    public void Text(double x, double y, Label label, double size, string colour, string anchor = "start", bool bold = false, double turn = 0, bool halo = false)
    {
        var (left, top) = (Numbers.Pixel(x), Numbers.Pixel(y));
        text.Append($"<text x=\"{left}\" y=\"{top}\" font-size=\"{Decimal(size)}\" fill=\"{colour}\"").Append(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")
            .Append(bold ? " font-weight=\"bold\"" : "").Append(halo ? " stroke=\"#FFFFFF\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : "").Append(turn == 0 ? "" : $" transform=\"rotate({Numbers.Pixel(turn)} {left} {top})\"")
            .Append($">{Markup.Xml(label.Text)}");
        if (label.Exponent.Length > 0)
            text.Append($"<tspan dy=\"{Decimal(-size * 0.4)}\" font-size=\"{Decimal(size * 0.75)}\">{label.Exponent}</tspan>");
        text.Append("</text>\n");
    }

    /// <summary>A raster image whose pixels stay square blocks when enlarged.</summary>
    public void Image(Box box, byte[] png) =>
        text.Append($"<image x=\"{Numbers.Pixel(box.Left)}\" y=\"{Numbers.Pixel(box.Top)}\" width=\"{Extent(box.Left, box.Right)}\" height=\"{Extent(box.Top, box.Bottom)}\"")
            .Append($" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>\n");

    public override string ToString() => text + "</svg>\n";

    // Sizes are differences of rounded edges: neighbours touch without gap or overlap.
    static string Extent(double from, double to) => Numbers.Pixel(Math.Round(to, 1) - Math.Round(from, 1));

    static string Decimal(double value) => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
