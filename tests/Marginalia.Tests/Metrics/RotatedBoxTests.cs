using Marginalia.Datasets;
using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class RotatedBoxTests
{
    private static readonly RotatedBox Unit = new(0, 0, 0, 1, 1);

    [Fact]
    public void Overlaps_are_those_of_geometry()
    {
        double shared = 2 * (Math.Sqrt(2) - 1); // of a unit square and itself turned by 45 degrees: 0.828427
        Assert.Equal(shared / (2 - shared), Unit.IntersectionOverUnion(Unit with { Angle = Math.PI / 4 }), 1e-12); // 0.707107
        Assert.Equal(0.707107, Unit.IntersectionOverUnion(Unit with { Angle = -Math.PI / 4 }), 1e-6);
        Assert.Equal(1, Unit.IntersectionOverUnion(Unit with { Angle = Math.PI / 2 }), 1e-12);
        Assert.Equal(1 / 3.0, Unit.IntersectionOverUnion(Unit with { X = 0.5 }), 1e-12);
        Assert.Equal(0, Unit.IntersectionOverUnion(Unit with { X = 2 }));
        Assert.Equal(0.25, Unit.IntersectionOverUnion(Unit with { Width = 2, Height = 2, Angle = 0 }), 1e-12); // one inside the other
    }

    [Fact]
    public void Overlaps_are_those_that_points_find()
    {
        var random = new SeededRandom(5);
        for (int trial = 0; trial < 20; trial++)
        {
            RotatedBox Draw() => new(
                random.NextUniform(-1, 1), random.NextUniform(-1, 1), random.NextUniform(-4, 4), random.NextUniform(1, 3), random.NextUniform(0.5, 2));
            var (a, b) = (Draw(), Draw());
            int both = 0, either = 0;
            for (int i = 0; i < 40_000; i++)
            {
                double x = random.NextUniform(-3, 3), y = random.NextUniform(-3, 3);
                bool inA = Holds(a, x, y), inB = Holds(b, x, y);
                both += inA && inB ? 1 : 0;
                either += inA || inB ? 1 : 0;
            }

            Assert.Equal((double)both / either, a.IntersectionOverUnion(b), 0.03);
            Assert.Equal(a.IntersectionOverUnion(b), b.IntersectionOverUnion(a), 1e-9);
        }

        static bool Holds(RotatedBox box, double x, double y)
        {
            double along = (x - box.X) * Math.Cos(box.Angle) + (y - box.Y) * Math.Sin(box.Angle);
            double across = (y - box.Y) * Math.Cos(box.Angle) - (x - box.X) * Math.Sin(box.Angle);
            return Math.Abs(along) < box.Width / 2 && Math.Abs(across) < box.Height / 2;
        }
    }

    [Fact]
    public void Corners_lead_back_to_the_rectangle()
    {
        var box = new RotatedBox(3, 4, 0.7, 5, 2);
        var back = RotatedBox.FromCorners(box.Corners());
        Numbers.AssertClose([3, 4, 0.7, 5, 2], [back.X, back.Y, back.Angle, back.Width, back.Height], 1e-12);
        Assert.Equal(0.2, box.AngleTo(box with { Angle = 0.7 + Math.PI - 0.2 }), 1e-12);
        Assert.Equal(Math.PI / 2, box.AngleTo(box with { Angle = 0.7 + Math.PI / 2 }), 1e-12);
        Assert.Throws<ArgumentException>(() => RotatedBox.FromCorners([(0, 0)]));
    }

    [Fact]
    public void A_grasp_holds_by_the_rule_of_Cornell()
    {
        var truth = new RotatedBox(20, 20, 0.3, 12, 8);
        Assert.True(GraspAccuracy.Holds(truth with { Angle = 0.3 + 0.5 }, truth)); // 28.6 degrees
        Assert.False(GraspAccuracy.Holds(truth with { Angle = 0.3 + 0.53 }, truth)); // 30.4 degrees
        Assert.True(GraspAccuracy.Holds(truth with { Angle = 0.3 + Math.PI }, truth));
        Assert.False(GraspAccuracy.Holds(truth with { Width = 2.9 }, truth)); // less than 1/4

        using var data = new GraspBars(Split.Train, 12);
        var corners = data["grasps"].select(1, 0);
        var (left, right) = (data["keypoints"].select(1, 0).select(1, 0), data["keypoints"].select(1, 0).select(1, 1));
        var centre = (left + right) / 2;
        var way = right - left;
        var grasp = stack([centre.select(1, 0), centre.select(1, 1), atan2(way.select(1, 1), way.select(1, 0)), way.narrow(1, 0, 2).norm(1), full(12, 8)], 1);
        var metric = new GraspAccuracy();
        metric.Add(grasp, data["grasps"]);
        Assert.Equal(1, metric.Value);
        metric.Add(grasp + tensor([0f, 0, 0, 60, 0]), data["grasps"]); // far too wide
        Assert.Equal(0.5, metric.Value);
        Assert.Throws<ArgumentException>(() => metric.Add(grasp, corners));
        Assert.Throws<InvalidOperationException>(() => new GraspAccuracy().Value);
    }
}
