using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Marginalia.Tests.Charts;

/// <summary>Reads back what an SVG draws, so that tests can look at coordinates.</summary>
static partial class SvgReader
{
    public static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    public static IEnumerable<XElement> All(XElement root, string name) => root.Descendants().Where(element => element.Name.LocalName == name);

    public static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Every point that shapes and texts go through.</summary>
    public static IEnumerable<(double X, double Y)> Points(XElement root)
    {
        foreach (var box in All(root, "rect").Concat(All(root, "image")))
        {
            yield return (Number(box, "x"), Number(box, "y"));
            yield return (Number(box, "x") + Number(box, "width"), Number(box, "y") + Number(box, "height"));
        }

        foreach (var text in All(root, "text"))
            yield return (Number(text, "x"), Number(text, "y"));
        foreach (var path in All(root, "path"))
            foreach (var point in Path(path.Attribute("d")!.Value))
                yield return point;
    }

    /// <summary>The points of path data made of M, l, h, a and z.</summary>
    public static IEnumerable<(double X, double Y)> Path(string data)
    {
        var (x, y) = (0.0, 0.0);
        foreach (Match command in Commands().Matches(data))
        {
            double[] numbers = [.. Numbers().Matches(command.Groups[2].Value).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
            (x, y) = command.Groups[1].Value switch
            {
                "M" => (numbers[0], numbers[1]),
                "l" => (x + numbers[0], y + numbers[1]),
                "h" => (x + numbers[0], y),
                "a" => (x + numbers[5], y + numbers[6]),
                "z" => (x, y),
                var other => throw new FormatException($"Unknown path command {other}."),
            };
            yield return (x, y);
        }
    }

    [GeneratedRegex("([A-Za-z])([^A-Za-z]*)")]
    private static partial Regex Commands();

    [GeneratedRegex(@"-?\d*\.?\d+")]
    private static partial Regex Numbers();
}
