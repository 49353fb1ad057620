using System.Globalization;

namespace Marginalia.Charts;

/// <summary>A continuous map from [0, 1] to colours, linear between evenly spaced stops.</summary>
public sealed class ColourMap
{
    readonly (byte R, byte G, byte B)[] stops;

    ColourMap(params string[] stops) => this.stops = [.. stops.Select(Parse)];

    /// <summary>Perceptually uniform from dark violet to yellow; readable in grey print (ten stops of viridis; van der Walt and Smith 2015).</summary>
    public static ColourMap Viridis { get; } = new(
        "440154", "482878", "3E4A89", "31688E", "26828E", "1F9E89", "35B779", "6DCD59", "B4DE2C", "FDE725");

    /// <summary>From blue through white to vermillion, for values on both sides of a neutral middle, such as cosines.</summary>
    public static ColourMap Diverging { get; } = new("0072B2", "7FB8D8", "F7F7F7", "EAAE7F", "D55E00");

    /// <summary>From black to white.</summary>
    public static ColourMap Grey { get; } = new("000000", "FFFFFF");

    /// <summary>Where the stops are, from 0 to 1.</summary>
    internal IEnumerable<double> Places => Enumerable.Range(0, stops.Length).Select(stop => (double)stop / (stops.Length - 1));

    /// <summary>The colour at <paramref name="position"/>, which is clamped to [0, 1].</summary>
    public (byte R, byte G, byte B) At(double position)
    {
        var scaled = Math.Clamp(position, 0, 1) * (stops.Length - 1);
        var index = Math.Min((int)scaled, stops.Length - 2);
        var (from, to, part) = (stops[index], stops[index + 1], scaled - index);
        return (Mix(from.R, to.R), Mix(from.G, to.G), Mix(from.B, to.B));

        byte Mix(byte a, byte b) => (byte)Math.Round(a + (b - a) * part);
    }

    /// <summary>The colour at <paramref name="position"/> as <c>#RRGGBB</c>.</summary>
    public string Hex(double position)
    {
        var (r, g, b) = At(position);
        return $"#{r:X2}{g:X2}{b:X2}";
    }

    static (byte, byte, byte) Parse(string hex)
    {
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }
}
