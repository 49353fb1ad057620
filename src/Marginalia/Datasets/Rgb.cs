namespace Marginalia.Datasets;

/// <summary>A colour: red, green and blue, 0 .. 1 where it can be shown.</summary>
internal readonly record struct Rgb(double Red, double Green, double Blue)
{
    /// <summary>Black over purple, red and yellow to white: what infrared cameras show.</summary>
    private static readonly Rgb[] Heat =
        [new(0, 0, 0.08), new(0.33, 0, 0.5), new(0.8, 0.15, 0.3), new(1, 0.6, 0.05), new(1, 0.95, 0.7)];

    public static Rgb operator *(Rgb colour, double factor) => new(factor * colour.Red, factor * colour.Green, factor * colour.Blue);

    /// <summary>From one colour to another; 0 is the first, 1 the second.</summary>
    public static Rgb Mix(Rgb first, Rgb second, double share) => new(
        first.Red + share * (second.Red - first.Red), first.Green + share * (second.Green - first.Green), first.Blue + share * (second.Blue - first.Blue));

    /// <summary>Hue in turns (0 red, 1/3 green, 2/3 blue, any number), saturation and value in 0 .. 1.</summary>
    public static Rgb OfHue(double hue, double saturation, double value)
    {
        double sixths = (hue - Math.Floor(hue)) * 6;
        double Channel(int offset)
        {
            double k = (offset + sixths) % 6;
            return value * (1 - saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1));
        }

        return new(Channel(5), Channel(3), Channel(1));
    }

    /// <summary>The false colour of a temperature, 0 .. 1; clamped.</summary>
    public static Rgb OfHeat(double temperature)
    {
        double scaled = Math.Clamp(temperature, 0, 1) * (Heat.Length - 1);
        int stop = Math.Min((int)scaled, Heat.Length - 2);
        return Mix(Heat[stop], Heat[stop + 1], scaled - stop);
    }
}
