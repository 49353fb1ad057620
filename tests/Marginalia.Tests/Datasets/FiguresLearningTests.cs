using Marginalia.Datasets;
using Marginalia.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class FiguresLearningTests
{
    [Fact]
    public void A_small_network_finds_the_parts_of_a_face_well_and_not_perfectly()
    {
        using var scope = NewDisposeScope();
        using var train = new FacesParts(Split.Train, 1500);
        using var test = new FacesParts(Split.Test, 300);
        static Tensor Places(FacesParts data) => data["keypoints"].narrow(2, 0, 2).flatten(1);
        static double Distance(Tensor given, Tensor truth) => (given - truth).reshape(-1, 4, 2).norm(2).mean().ToDouble();
        var given = SmallRegressor.AnswersAfterTraining((train["image"], Places(train)), test["image"], 12);
        double error = Distance(given, Places(test)), constant = Distance(Places(train).mean([0L], true), Places(test));

        // Heads lie up to 1.9 .. 5.1 pixels from the middle, uniformly in both directions: 2.7 pixels on average, and the eyes and the mouth turn.
        Assert.InRange(constant, 2.3, 3.6);
        Assert.True(error > 0.2 && error < 0.5 * constant, $"error {error} pixels, that of the mean position {constant}");
    }

    [Fact]
    public void A_small_network_that_names_one_grasp_holds_bars_often_and_not_always()
    {
        using var scope = NewDisposeScope();
        var design = new GraspBarsDesign { Objects = [GraspObject.Bar], MaxObjects = 1 };
        using var train = new GraspBars(Split.Train, 1500, design: design);
        using var test = new GraspBars(Split.Test, 300, design: design);
        static Tensor Half(GraspBars data) => nn.functional.avg_pool2d(data["image"], 2);
        var given = SmallRegressor.AnswersAfterTraining((Half(train), MiddleGrasp(train)), Half(test), 12);
        var constant = MiddleGrasp(train).mean([0L], true).expand_as(given);
        double error = AngleError(given, MiddleGrasp(test)), chance = AngleError(constant, MiddleGrasp(test));
        double holds = Holding(given, test), constantHolds = Holding(constant, test);
        string figures = $"angle {error} degrees, constant {chance}; holds {holds}, constant {constantHolds}";
        Assert.True(chance is > 35 and < 55 && error is > 1 and < 22.5, figures);
        Assert.True(constantHolds < 0.1 && holds is > 0.35 and < 0.97, figures);
    }

    /// <summary>Of the grasp at the middle of each bar: x, y, sine and cosine of twice the angle, opening [N, 5].</summary>
    private static Tensor MiddleGrasp(GraspBars data)
    {
        var ends = data["keypoints"].select(1, 1).narrow(2, 0, 2);
        var (centre, way) = (ends.mean([1L]), ends.select(1, 1) - ends.select(1, 0));
        var (x, y, opening) = (way.select(1, 0), way.select(1, 1), way.norm(1));
        return cat([centre, stack([2 * x * y / opening.pow(2), (x * x - y * y) / opening.pow(2), opening], 1)], 1);
    }

    private static Tensor DoubleAngle(Tensor grasp) => atan2(grasp.select(1, 2), grasp.select(1, 3));

    /// <summary>Median over the examples, in degrees, 0 .. 90.</summary>
    private static double AngleError(Tensor given, Tensor truth)
    {
        var twice = DoubleAngle(given) - DoubleAngle(truth);
        return atan2(twice.sin(), twice.cos()).abs().median().ToDouble() / 2 * 180 / Math.PI;
    }

    /// <summary>Part of the grasps that hold as one of the true ones does.</summary>
    private static double Holding(Tensor given, GraspBars data)
    {
        var metric = new GraspAccuracy();
        metric.Add(
            stack([given.select(1, 0), given.select(1, 1), DoubleAngle(given) / 2, given.select(1, 4), full_like(given.select(1, 4), data.Design.Breadth)], 1),
            data["grasps"]);
        return metric.Value;
    }
}
