using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class LabTests
{
    private static double[] Of(double red, double green, double blue) => Numbers.ToArray(Lab.FromRgb(tensor([red, green, blue]).view(3, 1, 1)));

    [Theory] // Values of CIE L*a*b* under D65 as colour tables give them.
    [InlineData(1, 1, 1, 100, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(1, 0, 0, 53.24, 80.09, 67.20)]
    [InlineData(0, 1, 0, 87.73, -86.18, 83.18)]
    [InlineData(0, 0, 1, 32.30, 79.19, -107.86)]
    [InlineData(1, 1, 0, 97.14, -21.55, 94.48)]
    [InlineData(0, 1, 1, 91.11, -48.09, -14.13)]
    [InlineData(1, 0, 1, 60.32, 98.23, -60.82)]
    [InlineData(0.5, 0.5, 0.5, 53.39, 0, 0)]
    public void Colours_are_those_of_the_tables(double red, double green, double blue, double l, double a, double b) =>
        Numbers.AssertClose([l, a, b], Of(red, green, blue), 0.1);

    [Fact]
    public void Every_colour_comes_back()
    {
        var rgb = rand([4, 3, 20, 20], ScalarType.Float64, generator: new Generator(3));
        var back = Lab.ToRgb(Lab.FromRgb(rgb));
        Assert.InRange((back - rgb).abs().max().ToDouble(), 0, 1e-6);
        Assert.InRange((Lab.ToRgb(Lab.FromRgb(rgb.to(ScalarType.Float32))) - rgb).abs().max().ToDouble(), 0, 1e-3);
    }

    [Fact]
    public void Greys_have_no_colour_and_grow_lighter()
    {
        var lab = Lab.FromRgb(linspace(0, 1, 101, ScalarType.Float64).view(1, 1, 101).expand(3, 1, 101));
        Assert.InRange(lab.narrow(0, 1, 2).abs().max().ToDouble(), 0, 1e-9);
        Assert.True(lab[0, 0].diff().gt(0).all().ToBoolean());
    }

    [Fact]
    public void Impossible_colours_are_clamped_to_those_of_a_screen()
    {
        var rgb = Lab.ToRgb(tensor([50.0, -120, 120]).view(3, 1, 1));
        Assert.InRange(rgb.min().ToDouble(), 0, 1);
        Assert.InRange(rgb.max().ToDouble(), 0, 1);
    }

    [Fact]
    public void Other_shapes_are_refused_in_words()
    {
        Assert.Contains("given shape [2, 4, 4]", Assert.Throws<ArgumentException>(() => Lab.FromRgb(zeros(2, 4, 4))).Message);
        Assert.Contains("floating", Assert.Throws<ArgumentException>(() => Lab.ToRgb(zeros([3, 4, 4], ScalarType.Int64))).Message);
    }
}
