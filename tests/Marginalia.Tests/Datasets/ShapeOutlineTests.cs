using Marginalia.Datasets;

namespace Marginalia.Tests.Datasets;

public class ShapeOutlineTests
{
    private const int Side = 801;

    public static TheoryData<Shape> Shapes => [.. Enum.GetValues<Shape>()];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_shape_has_an_area_of_about_pi_and_lies_within_its_reach(Shape shape)
    {
        int inside = 0;
        double furthest = 0;
        for (int i = 0; i < Side; i++)
            for (int j = 0; j < Side; j++)
            {
                double u = 4.0 * i / (Side - 1) - 2, v = 4.0 * j / (Side - 1) - 2;
                if (shape.Margin(u, v) <= 0)
                    continue;
                inside++;
                furthest = Math.Max(furthest, Math.Sqrt(u * u + v * v));
            }

        Assert.InRange(inside * Math.Pow(4.0 / (Side - 1), 2) / Math.PI, 0.94, 1.06);
        Assert.InRange(furthest, shape.Reach() - 0.02, shape.Reach());
    }

    [Fact]
    public void Shapes_are_where_their_names_say()
    {
        static bool Holds(Shape shape, double u, double v) => shape.Margin(u, v) > 0;
        Assert.True(Holds(Shape.Triangle, 0, -1.5) && !Holds(Shape.Triangle, 0, 0.8)); // one corner up
        Assert.True(Holds(Shape.HalfDisc, 0, 0.8) && !Holds(Shape.HalfDisc, 0, -0.65)); // straight side up
        Assert.True(Holds(Shape.Crescent, -1, 0) && !Holds(Shape.Crescent, 0.5, 0)); // opens to the right
        Assert.True(Holds(Shape.Ell, -0.8, 1) && Holds(Shape.Ell, 1, -0.8) && !Holds(Shape.Ell, 1, 1));
        Assert.True(Holds(Shape.Star, 1.3, 0) && !Holds(Shape.Star, -1, 0));
        Assert.True(Holds(Shape.Bar, 1.5, 0) && !Holds(Shape.Bar, 0, 0.6));
        Assert.False(Holds(Shape.Ring, 0, 0.6));
    }

    [Fact]
    public void The_star_is_that_of_its_angle()
    {
        var random = new SeededRandom(3);
        for (int i = 0; i < 1000; i++)
        {
            double u = random.NextUniform(-1.5, 1.5), v = random.NextUniform(-1.5, 1.5);
            Assert.Equal(0.95 * (1 + 0.42 * Math.Cos(5 * Math.Atan2(v, u))) - Math.Sqrt(u * u + v * v), Shape.Star.Margin(u, v), 1e-12);
        }
    }

    [Fact]
    public void A_pose_leads_there_and_back_and_turns_clockwise()
    {
        var pose = new Pose(10, 20, 5, 0.4);
        var (x, y) = pose.ToImage(0.3, -0.8);
        var (u, v) = pose.ToShape(x, y);
        Assert.Equal((0.3, -0.8), (Math.Round(u, 12), Math.Round(v, 12)));
        Assert.True(pose.ToImage(1, 0).Y > 20); // what pointed to the right points downwards
        Assert.Equal(1, pose.Coverage(Shape.Disc, 10, 20));
        Assert.Equal(0.5, new Pose(10.5, 20, 5, 0).Coverage(Shape.Square, 14, 15)); // ends at 14.93 and 15.57
    }
}
