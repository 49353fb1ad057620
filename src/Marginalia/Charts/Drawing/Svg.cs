using System.Globalization;
using System.Text;

namespace Marginalia.Charts.Drawing;

/// <summary>
/// Writes an SVG image of plain shapes: no ids, style sheets, scripts, clip paths or outer resources, so that it survives every viewer;
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

    public void Rectangle(Box box, string fill, double radius = 0) =>
        Write("rect", [.. Place(box), ("fill", fill), ("rx", radius > 0 ? Numbers.Pixel(radius) : null)]);

    /// <summary>A filled shape.</summary>
    public void Fill(string path, string fill, double opacity = 1, string? stroke = null)
    {
        if (path.Length > 0)
            Write("path", ("d", path), ("fill", fill), ("fill-opacity", Opacity(opacity)), ("stroke", stroke), ("stroke-width", stroke is null ? null : "0.8"));
    }

    /// <summary>A line of any shape.</summary>
    public void Stroke(string path, string colour, double width = 1, string dashes = "", double opacity = 1)
    {
        if (path.Length > 0)
            Write(
                "path", ("d", path), ("fill", "none"), ("stroke", colour), ("stroke-width", Decimal(width)), ("stroke-opacity", Opacity(opacity)),
                dashes.Length > 0 ? ("stroke-dasharray", dashes) : ("stroke-linecap", "round"), ("stroke-linejoin", "round"));
    }

    public void Segment(double x1, double y1, double x2, double y2, string colour, double width = 1, string dashes = "") =>
        Stroke(PathData.Open([(x1, y1), (x2, y2)]), colour, width, dashes);

    /// <summary>One line of text.</summary>
    /// <param name="x">Where the anchor is.</param>
    /// <param name="y">Where the base line is.</param>
    /// <param name="label">The text.</param>
    /// <param name="size">Pixels.</param>
    /// <param name="colour">The fill.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="bold">Whether the weight is bold.</param>
    /// <param name="turn">Degrees, clockwise.</param>
    /// <param name="halo">Whether a white rim keeps it readable over lines.</param>
    public void Text(
        double x, double y, Label label, double size, string colour, string anchor = "start", bool bold = false, double turn = 0, bool halo = false)
    {
        var (left, top) = (Numbers.Pixel(x), Numbers.Pixel(y));
        var content = Markup.Xml(label.Text);
        if (label.Exponent.Length > 0)
            content += $"<tspan dy=\"{Decimal(-size * 0.4)}\" font-size=\"{Decimal(size * 0.75)}\">{label.Exponent}</tspan>";
        Open(
            "text", ("x", left), ("y", top), ("font-size", Decimal(size)), ("fill", colour), ("text-anchor", anchor == "start" ? null : anchor),
            ("font-weight", bold ? "bold" : null), ("stroke", halo ? "#FFFFFF" : null), ("stroke-width", halo ? "3" : null),
            ("stroke-linejoin", halo ? "round" : null), ("paint-order", halo ? "stroke" : null),
            ("transform", turn == 0 ? null : $"rotate({Numbers.Pixel(turn)} {left} {top})"));
        text.Append($">{content}</text>\n");
    }

    /// <summary>A raster image whose pixels stay square blocks when enlarged.</summary>
    public void Image(Box box, byte[] png) => Write(
        "image", [.. Place(box), ("preserveAspectRatio", "none"), ("style", "image-rendering:pixelated"), ("href", "data:image/png;base64," + Convert.ToBase64String(png))]);

    public override string ToString() => text + "</svg>\n";

    void Write(string element, params (string Name, string? Value)[] attributes)
    {
        Open(element, attributes);
        text.Append("/>\n");
    }

    void Open(string element, params (string Name, string? Value)[] attributes)
    {
        text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
            if (value is not null)
                text.Append($" {name}=\"{value}\"");
    }

    // Sizes are differences of rounded edges: neighbours touch without gap or overlap.
    static (string, string?)[] Place(Box box) =>
    [
        ("x", Numbers.Pixel(box.Left)), ("y", Numbers.Pixel(box.Top)),
        ("width", Numbers.Pixel(Math.Round(box.Right, 1) - Math.Round(box.Left, 1))), ("height", Numbers.Pixel(Math.Round(box.Bottom, 1) - Math.Round(box.Top, 1))),
    ];

    static string? Opacity(double opacity) => opacity < 1 ? Decimal(opacity) : null;

    static string Decimal(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
