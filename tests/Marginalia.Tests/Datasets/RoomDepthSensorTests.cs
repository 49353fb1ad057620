using Marginalia.Datasets;
using Marginalia.Datasets.RoomScenes;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class RoomDepthSensorTests
{
    private static readonly RoomsDesign Design = RoomsDesign.Sensor with { Height = 96, Width = 128 };

    private static readonly string[] Names = ["depth", "depth_exact", "normal", "part", "segmentation"];

    [Fact]
    public void A_sensor_misses_some_depth_and_the_rest_is_exact()
    {
        using var sensed = new Rooms(Split.Train, 40, design: Design, fields: Names);
        using var exact = new Rooms(Split.Train, 40, design: Design with { MissingDepth = false }, fields: Names);
        Assert.True(sensed["depth_exact"].eq(exact["depth"]).all().ToBoolean());
        var missing = sensed["depth"].eq(0);
        Assert.True(missing.logical_or(sensed["depth"].eq(exact["depth"])).all().ToBoolean());
        Assert.InRange(missing.to(ScalarType.Float64).mean().ToDouble(), 0.04, 0.2);
        Assert.True(sensed["normal"].eq(exact["normal"]).all().ToBoolean());
    }

    [Fact]
    public void What_is_far_and_what_is_glass_is_missing()
    {
        using var data = new Rooms(Split.Train, 40, design: Design, fields: Names);
        var depth = data["depth"].squeeze(1);
        var glass = data["segmentation"].eq((long)RoomClass.Window).logical_and(data["part"].eq((long)RoomPart.Pane));
        Assert.True(glass.sum().ToInt64() > 1000);
        Assert.Equal(0, depth.masked_select(glass).abs().max().ToDouble());
        Assert.InRange(data["depth"].max().ToDouble(), 5, 6);
    }

    [Fact]
    public void Dark_surfaces_are_missing_at_angles_where_bright_ones_are_not()
    {
        double dark = 0, bright = 0, darkPixels = 0, brightPixels = 0;
        using var data = new Rooms(Split.Train, 60, design: Design with { MinPitch = 0.4 }, fields: ["depth", "depth_exact", "segmentation"]);
        for (int i = 0; i < data.Count; i++)
        {
            var colour = RoomScene.Draw(7, Split.Train, i, data.Design).Floor.Colour;
            var floor = data["segmentation"][i].eq((long)RoomClass.Floor).logical_and(data["depth_exact"][i][0].gt(3));
            double pixels = floor.sum().ToDouble(), missing = data["depth"][i][0].eq(0).logical_and(floor).sum().ToDouble();
            if ((colour.X + colour.Y + colour.Z) / 3 < 0.25)
                (dark, darkPixels) = (dark + missing, darkPixels + pixels);
            else
                (bright, brightPixels) = (bright + missing, brightPixels + pixels);
        }

        Assert.True(darkPixels > 1000 && brightPixels > 10000, $"{darkPixels} dark and {brightPixels} bright pixels of floors");
        Assert.InRange(bright / brightPixels, 0, 0.25);
        Assert.InRange(dark / darkPixels, 0.6, 1); // beyond 3 m the angle to the floor is below 30 degrees
    }

    [Fact]
    public void A_thing_throws_a_blind_strip_to_its_right_as_wide_as_the_parallax()
    {
        // The projector is b = 7.5 cm to the left of the camera: on the right of a near thing, f b (1 / near - 1 / far) pixels of what is far are
        // out of its sight. Blobs add a little on both sides.
        var design = RoomsDesign.Plain with { Height = 96, Width = 128, MissingDepth = true, MinPitch = 0, MaxPitch = 0 };
        using var data = new Rooms(Split.Train, 30, design: design, fields: ["depth", "depth_exact", "instance"]);
        double right = 0, left = 0, expected = 0;
        int borders = 0;
        for (int i = 0; i < data.Count; i++)
        {
            double[] depth = Numbers.ToArray(data["depth"][i]), exact = Numbers.ToArray(data["depth_exact"][i]), id = Numbers.ToArray(data["instance"][i]);
            for (int y = 50; y < 90; y += 2)
                for (int x = 10; x < 118; x++)
                {
                    int at = y * 128 + x;
                    double Missing(int step) => Enumerable.Range(1, 6).Count(k => depth[at + k * step] == 0 && id[at + k * step] == 0);
                    bool Border(int step) => id[at] > 0 && Enumerable.Range(1, 6).All(k => id[at + k * step] == 0) && exact[at + step] > exact[at] + 0.5;
                    if (Border(1))
                    {
                        right += Missing(1);
                        expected += design.FocalLength * 0.075 * (1 / exact[at] - 1 / exact[at + 1]);
                        borders++;
                    }

                    if (Border(-1))
                        left += Missing(-1);
                }
        }

        Assert.True(borders > 100, $"{borders} borders");
        Assert.InRange(right / borders, 0.7 * expected / borders, 1.5 * expected / borders + 0.3);
        Assert.True(left < 0.5 * right, $"{left} missing on the left of things, {right} on their right");
    }
}
