using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class RoomLightTests
{
    private static readonly RoomsDesign Clean = new(Noise: 0);

    private static readonly string[] Geometry = ["depth", "normal", "segmentation", "instance", "part"];

    [Fact]
    public void Shadows_only_darken_and_change_nothing_else()
    {
        using var lit = new Rooms(Split.Train, 20, design: Clean with { Shadows = false }, fields: ["image", .. Geometry]);
        using var shaded = new Rooms(Split.Train, 20, design: Clean, fields: ["image", .. Geometry]);
        var darker = lit["image"] - shaded["image"];
        Assert.True(darker.min().ToDouble() >= 0);
        Assert.InRange(darker.amax([1L]).gt(0.01).to(ScalarType.Float64).mean().ToDouble(), 0.1, 0.6);
        AssertSame(lit, shaded, Geometry);
    }

    [Fact]
    public void A_motley_room_has_the_geometry_of_its_original()
    {
        using var home = new Rooms(Split.Train, 20, design: Clean, fields: ["image", .. Geometry]);
        using var motley = new Rooms(Split.Train, 20, design: RoomsDesign.Motley with { Noise = 0 }, fields: ["image", .. Geometry]);
        AssertSame(home, motley, Geometry);
        Assert.InRange((home["image"] - motley["image"]).abs().mean().ToDouble(), 0.15, 1);
    }

    [Fact]
    public void Dim_light_is_darker_and_redder_in_the_same_rooms()
    {
        using var day = new Rooms(Split.Train, 20, design: Clean with { MinLights = 1, MaxLights = 2 }, fields: ["image", .. Geometry]);
        using var dim = new Rooms(Split.Train, 20, design: RoomsDesign.Dim with { Noise = 0 }, fields: ["image", .. Geometry]);
        AssertSame(day, dim, Geometry);
        static double Mean(Rooms data, long channel) => data["image"].select(1, channel).mean().ToDouble();
        Assert.InRange(Mean(dim, 0) / Mean(day, 0), 0.35, 0.75);
        Assert.InRange(Mean(dim, 2) / Mean(dim, 0) / (Mean(day, 2) / Mean(day, 0)), 0.5, 0.9);
    }

    [Fact]
    public void Clutter_adds_instances()
    {
        static double Instances(RoomsDesign design)
        {
            using var data = new Rooms(Split.Train, 40, design: design, fields: ["box_labels"]);
            return data["box_labels"].ge(0).sum([1L]).to(ScalarType.Float64).mean().ToDouble();
        }

        Assert.True(Instances(RoomsDesign.Cluttered) > 1.4 * Instances(new()));
    }

    private static void AssertSame(Rooms one, Rooms other, string[] fields) =>
        Assert.All(fields, field => Assert.True(one[field].eq(other[field]).all().ToBoolean(), field));
}
