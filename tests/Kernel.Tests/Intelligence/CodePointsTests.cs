using Marginalia.Kernel.Intelligence;

namespace Marginalia.Kernel.Tests.Intelligence;

public class CodePointsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("𝛼bc", 0, 0)]
    [InlineData("𝛼bc", 1, 2)]
    [InlineData("a𝛼b😀c", 4, 6)]
    [InlineData("a𝛼b😀c", 5, 7)]
    [InlineData("é", 1, 1)]
    [InlineData("\ud800x", 1, 1)]
    [InlineData("", 0, 0)]
    public void Positions_convert_both_ways(string text, int points, int units)
    {
        Assert.Equal(units, CodePoints.ToUnits(text, points));
        Assert.Equal(points, CodePoints.FromUnits(text, units));
    }

    [Fact]
    public void Positions_outside_are_brought_in()
    {
        Assert.Equal(3, CodePoints.ToUnits("a😀", 9));
        Assert.Equal(0, CodePoints.ToUnits("a😀", -1));
        Assert.Equal(2, CodePoints.FromUnits("a😀", 9));
        Assert.Equal(1, CodePoints.FromUnits("a😀", 2));
        Assert.Equal(0, CodePoints.FromUnits("a😀", -1));
    }
}
