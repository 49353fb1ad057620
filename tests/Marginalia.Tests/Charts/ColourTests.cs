using Marginalia.Charts;

namespace Marginalia.Tests.Charts;

public class ColourTests
{
    [Fact]
    public void PaletteColoursAreDistinctAndDarkEnoughForWhite()
    {
        Assert.Equal(7, Palette.OkabeIto.Distinct().Count());
        foreach (var (a, b) in from a in Palette.OkabeIto from b in Palette.OkabeIto where string.CompareOrdinal(a, b) < 0 select (a, b))
            Assert.True(Distance(a, b) > 60, $"{a} and {b} are close.");
        Assert.All(Palette.OkabeIto, colour => Assert.True(Luminance(colour) < 0.5, $"{colour} is pale."));
    }

    [Fact]
    public void ViridisGetsLighterThroughout()
    {
        var luminance = Enumerable.Range(0, 101).Select(i => Luminance(ColourMap.Viridis.Hex(i / 100.0))).ToArray();
        Assert.All(luminance.Zip(luminance.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.Equal(("#440154", "#FDE725"), (ColourMap.Viridis.Hex(0), ColourMap.Viridis.Hex(1)));
    }

    [Fact]
    public void DivergingIsPaleInTheMiddleAndEquallyFarOnBothSides()
    {
        Assert.Equal("#F7F7F7", ColourMap.Diverging.Hex(0.5));
        Assert.True(Luminance(ColourMap.Diverging.Hex(0)) < 0.3 && Luminance(ColourMap.Diverging.Hex(1)) < 0.3);
    }

    [Fact]
    public void MapsAreLinearBetweenStopsAndClampedOutside()
    {
        Assert.Equal(((byte)128, (byte)128, (byte)128), ColourMap.Grey.At(0.5));
        Assert.Equal(ColourMap.Viridis.At(0), ColourMap.Viridis.At(-3));
        Assert.Equal(ColourMap.Viridis.At(1), ColourMap.Viridis.At(7));
    }

    static double Luminance(string hex)
    {
        double[] linear = [.. Channels(hex).Select(c => c / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    static double Distance(string a, string b) => Math.Sqrt(Channels(a).Zip(Channels(b), (x, y) => (double)(x - y) * (x - y)).Sum());

    static int[] Channels(string hex) => [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(hex.Substring(1 + 2 * i, 2), 16))];
}
