using Marginalia.Datasets;
using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Objectives;

public class HeatMapsTests
{
    [Fact]
    public void A_visible_keypoint_is_a_peak_of_1_at_its_pixel_on_its_map()
    {
        // Two things of three keypoints; keypoint 0 on map 1, the others on map 0. Hidden ones and those that are not there are not drawn.
        var keypoints = tensor(new double[] { 4.5, 2.5, 2, 9.5, 5.5, 2, 3, 3, 1, /**/ 0, 0, 0, 8.5, 5.5, 2, 0, 0, 0 }, 1, 2, 3, 3);
        var maps = HeatMaps.Draw(keypoints, [1, 0, 0], 8, 12, sigma: 2);
        Assert.Equal([1, 2, 8, 12], maps.shape);
        Assert.Equal(1, maps[0, 1, 2, 4].ToDouble());
        Assert.Equal(Math.Exp(-(9 + 4) / 8.0), maps[0, 1, 0, 7].ToDouble(), 6);
        Assert.Equal((1, 1), (maps[0, 0, 5, 9].ToDouble(), maps[0, 0, 5, 8].ToDouble())); // the greater of two, not their sum
        Assert.Equal(Math.Exp(-1 / 8.0), maps[0, 0, 5, 10].ToDouble(), 6);
        Assert.True(maps[0, 0, 3, 3].ToDouble() < 0.05);
    }

    [Fact]
    public void The_loss_is_the_squared_error_and_0_at_the_truth()
    {
        using var rooms = new Rooms(Split.Test, 3, fields: ["image", "keypoints"]);
        var objective = Objective.Keypoints(Rooms.CornerMaps);
        var truth = HeatMaps.Draw(rooms["keypoints"], Rooms.CornerMaps, 48, 64);
        Assert.Equal(("keypoints", "keypoints"), (objective.Task, objective.Target));
        Assert.Equal(0, objective.Loss(truth, rooms["keypoints"]).ToDouble());
        Assert.Equal(0.25, objective.Loss(truth + 0.5, rooms["keypoints"]).ToDouble(), 6);
        Assert.True(truth.amax([2L, 3L]).gt(0.9).all().ToBoolean()); // every room shows lower and upper corners
    }

    [Fact]
    public void Keypoints_of_another_number_are_refused() =>
        Assert.Contains("[1, 2, 3]", Assert.Throws<ArgumentException>(() => HeatMaps.Draw(zeros(1, 2, 3), [0, 0, 0], 4, 4)).Message);
}
