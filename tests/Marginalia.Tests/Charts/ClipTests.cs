using Marginalia.Charts.Drawing;

namespace Marginalia.Tests.Charts;

public class ClipTests
{
    static readonly Box Box = new(0, 0, 10, 10);

    [Fact]
    public void LineIsCutWhereItCrossesTheEdge()
    {
        var piece = Assert.Single(Clip.Line([(-5, 5), (5, 5), (5, 20)], Box));
        Assert.Equal([(0, 5), (5, 5), (5, 10)], piece);
    }

    [Fact]
    public void LineThatLeavesAndReturnsGivesTwoPieces()
    {
        var pieces = Clip.Line([(2, 8), (2, 14), (8, 14), (8, 8)], Box).ToArray();
        Assert.Equal(2, pieces.Length);
        Assert.Equal([(2, 8), (2, 10)], pieces[0]);
        Assert.Equal([(8, 10), (8, 8)], pieces[1]);
    }

    [Fact]
    public void LineOutsideGivesNothing() => Assert.Empty(Clip.Line([(-5, 5), (5, 20), (-1, 30)], Box));

    [Fact]
    public void LonePointStaysOnlyInside()
    {
        Assert.Equal([(3, 3)], Assert.Single(Clip.Line([(3, 3)], Box)));
        Assert.Empty(Clip.Line([(30, 3)], Box));
    }

    [Fact]
    public void PolygonIsCutOnAllSides()
    {
        var area = Area(Clip.Polygon([(-5, -5), (15, -5), (15, 15), (-5, 15)], Box));
        Assert.Equal(100, area, 1e-9);
        Assert.Equal(25, Area(Clip.Polygon([(5, 5), (15, 5), (15, 15), (5, 15)], Box)), 1e-9);
        Assert.Empty(Clip.Polygon([(20, 20), (30, 20), (30, 30)], Box));
    }

    static double Area(List<(double X, double Y)> corners) =>
        Math.Abs(corners.Select((corner, i) => (corner, next: corners[(i + 1) % corners.Count])).Sum(edge => edge.corner.X * edge.next.Y - edge.next.X * edge.corner.Y)) / 2;
}
