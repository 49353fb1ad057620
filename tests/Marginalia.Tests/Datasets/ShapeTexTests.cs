using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class ShapeTexTests
{
    private static (Tensor, Tensor) Pair(ShapeTex data) => (data["image"], data["label"]);

    [Fact]
    public void Names_shapes_types_and_ranges()
    {
        using var data = new ShapeTex(Split.Train, 200);
        using var batch = data.Get([1, 4]);
        Assert.Equal(["image", "label", "mask", "shape", "texture", "background_texture", "centre", "scale", "angle"], data.Names);
        Assert.Equal([[2, 3, 32, 32], [2], [2, 1, 32, 32], [2], [2], [2], [2, 3], [2], [2]], data.Names.Select(name => batch[name].shape));
        Assert.Equal(FieldKind.Keypoints, data.Fields.Single(field => field.Name == "centre").Kind);
        Probes.AssertBytes(data["image"]);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], Numbers.ToArray(data["mask"]).Distinct().Order());
        Assert.Equal([0, 1, 2, 3, 4, 5], Numbers.ToArray(data["label"]).Distinct().Order());
        Assert.Equal(Numbers.ToArray(data["label"]), Numbers.ToArray(data["shape"]));
        Assert.True(data["texture"].ne(data["background_texture"]).all().ToBoolean());
        Assert.Equal(6, data.Classes);
    }

    public static TheoryData<string, string> Presets => new()
    {
        { nameof(ShapeTexDesign.S1), "E4C623DA95C9E6F7" },
        { nameof(ShapeTexDesign.S2), "54CD4422A66B175D" },
        { nameof(ShapeTexDesign.EasyRot), "591C1446E32D5506" },
        { nameof(ShapeTexDesign.Mid), "4F15CB14E3A6FC8C" },
        { nameof(ShapeTexDesign.Hard), "83F4EA35BFBB33AE" },
        { nameof(ShapeTexDesign.Shortcut), "A43735949548D687" },
        { nameof(ShapeTexDesign.ShortcutRemoved), "4A5C58D85776E6B9" },
        { nameof(ShapeTexDesign.ShortcutReversed), "3F099A3D1AA70E07" },
        { nameof(ShapeTexDesign.TexObj), "C5BCF43D47D2FDB1" },
        { nameof(ShapeTexDesign.TexTile20), "80EB612224A084F8" },
        { nameof(ShapeTexDesign.ShapesTex), "F9173AA277917652" },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public void Bytes_never_change(string preset, string expected)
    {
        using var data = new ShapeTex(Split.Train, 8, design: (ShapeTexDesign)typeof(ShapeTexDesign).GetProperty(preset)!.GetValue(null)!);
        Assert.Equal(expected, Fingerprint.OfBytes(data["image"]));
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new ShapeTex(Split.Train, 3);
        using var many = new ShapeTex(Split.Train, 50);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new ShapeTex(Split.Train, 3, seed: 8);
        using var test = new ShapeTex(Split.Test, 3);
        Assert.NotEqual(Numbers.ToArray(few["image"]), Numbers.ToArray(other["image"]));
        Assert.NotEqual(Numbers.ToArray(few["image"]), Numbers.ToArray(test["image"]));
    }

    [Fact]
    public void The_mask_is_the_shape_in_its_pose()
    {
        using var data = new ShapeTex(Split.Train, 60, design: ShapeTexDesign.EasyRot with { Freedom = 0.5 });
        var mask = data["mask"].squeeze(1);
        for (int i = 0; i < data.Count; i++)
        {
            var values = Numbers.ToArray(mask[i]);
            double[] centre = Numbers.ToArray(data["centre"][i]);
            var pose = new Pose(centre[0], centre[1], 16 * 0.72 * data["scale"][i].ToDouble(), data["angle"][i].ToDouble());
            var shape = (Shape)data["shape"][i].ToInt64();
            for (int p = 0; p < values.Length; p++)
            {
                double margin = shape.Margin(pose.ToShape(p % 32 + 0.5, p / 32 + 0.5).U, pose.ToShape(p % 32 + 0.5, p / 32 + 0.5).V);
                if (Math.Abs(margin * pose.Radius) > 1.5)
                    Assert.Equal(margin > 0 ? 1 : 0, values[p]);
            }
        }
    }

    [Fact]
    public void Every_shape_covers_the_same_part_of_the_image()
    {
        using var data = new ShapeTex(Split.Train, 3000);
        double[] area = [.. Enumerable.Range(0, 6).Select(k => data["mask"].index_select(0, data["label"].eq(k).nonzero().squeeze(1)).mean().ToDouble())];
        Assert.All(area, share => Assert.InRange(share / area.Average(), 0.94, 1.06));
        Assert.InRange(area.Average(), 0.23, 0.27);
    }

    [Fact]
    public void Noise_clutter_and_occluder_leave_all_else_alone()
    {
        using var plain = new ShapeTex(Split.Train, 40, design: new() { Noise = 0 });
        using var full = new ShapeTex(Split.Train, 40, design: new() { Clutter = 6, Occlusion = 0.3 });
        foreach (string name in plain.Names.Except(["image", "centre"]))
            Assert.Equal(Numbers.ToArray(plain[name]), Numbers.ToArray(full[name]));
        Assert.Equal([1, 2], Numbers.ToArray(full["centre"].select(1, 2)).Distinct().Order());

        using var noisy = new ShapeTex(Split.Train, 40);
        var difference = noisy["image"] - plain["image"];
        Assert.InRange(difference.std().ToDouble(), 0.018, 0.022);

        // Clutter lies behind the object.
        using var cluttered = new ShapeTex(Split.Train, 40, design: new() { Noise = 0, Clutter = 6 });
        var changed = cluttered["image"].ne(plain["image"]).any(1);
        Assert.False(changed.logical_and(Solid(plain)).any().ToBoolean());
        Assert.True(changed.to(ScalarType.Float64).mean().ToDouble() > 0.05);

        static Tensor Solid(ShapeTex data) => data["mask"].squeeze(1).eq(1);
    }

    [Theory]
    [InlineData(0, 0, 0.05, 0.15)]
    [InlineData(0.8, 0, 0.78, 0.86)]
    [InlineData(1, 1, 0, 0)]
    public void Texture_follows_from_shape_as_often_as_the_design_says(double coupling, int shift, double least, double most)
    {
        using var data = new ShapeTex(Split.Train, 1500, design: new() { Size = 8, Coupling = coupling, TextureShift = shift });
        Assert.InRange(data["texture"].eq(data["shape"]).to(ScalarType.Float64).mean().ToDouble(), least, most);
        if (coupling == 1)
            Assert.True(data["texture"].eq(data["shape"] + 1).all().ToBoolean());
    }

    [Fact]
    public void Classes_are_as_frequent_as_their_shares()
    {
        using var data = new ShapeTex(Split.Train, 4000, design: ShapeTexDesign.TexTile20 with { Size = 8, Shares = [40, 30, 15, 8, 5, 2, 0, 0] });
        var rates = Enumerable.Range(0, 8).Select(k => data["label"].eq(k).to(ScalarType.Float64).mean().ToDouble()).ToArray();
        Numbers.AssertClose([0.4, 0.3, 0.15, 0.08, 0.05, 0.02, 0, 0], rates, 0.025);
    }

    [Fact]
    public void A_tile_is_all_texture()
    {
        using var data = new ShapeTex(Split.Train, 50, design: ShapeTexDesign.TexTile20);
        Assert.Equal(1, data["mask"].min().ToDouble());
        Assert.Equal(8, data.Classes);
        Assert.Equal((long)Texture.CrossStripes, data["texture"][data["label"].eq(4).nonzero()[0][0].ToInt64()].ToInt64());
    }

    [Fact]
    public void Pixels_and_colours_hardly_tell_the_shape()
    {
        using var train = new ShapeTex(Split.Train, 1000);
        using var test = new ShapeTex(Split.Test, 1000);
        double ridge = Probes.Ridge(Pair(train), Pair(test), 6, 100), neighbour = Probes.NearestNeighbour(Pair(train), Pair(test));
        double mean = Probes.NearestMean(Pair(train), Pair(test), 6);
        Assert.InRange(ridge, 0, 0.33);
        Assert.InRange(neighbour, 0, 0.42);
        Assert.InRange(mean, 0, 0.22);
    }

    [Fact]
    public void A_small_network_learns_the_shape_well_and_not_perfectly()
    {
        using var train = new ShapeTex(Split.Train, 1000);
        using var test = new ShapeTex(Split.Test, 1000);
        Assert.InRange(SmallNet.AccuracyAfterTraining(Pair(train), Pair(test), 6, 12), 0.55, 0.85);
    }

    [Fact]
    public void A_small_network_learns_the_texture_of_tiles()
    {
        using var train = new ShapeTex(Split.Train, 1000, design: ShapeTexDesign.TexTile20);
        using var test = new ShapeTex(Split.Test, 500, design: ShapeTexDesign.TexTile20);
        double neighbour = Probes.NearestNeighbour(Pair(train), Pair(test));
        Assert.InRange(SmallNet.AccuracyAfterTraining(Pair(train), Pair(test), 8, 5), neighbour + 0.2, 0.99);
    }

    [Fact]
    public void Impossible_designs_are_refused_in_words()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShapeTex(Split.Train, 0));
        void Refused(ShapeTexDesign design, string words) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => new ShapeTex(Split.Train, 1, design: design)).Message);
        Refused(new() { Size = 7 }, "the size is 7; expected 8 or more");
        Refused(new() { MinScale = 1, MaxScale = 0.5 }, "scales are 1 .. 0.5");
        Refused(new() { Shapes = [] }, "0 shapes");
        Refused(new() { Shapes = [(Shape)10] }, "has no name");
        Refused(new() { Shares = [1, 2] }, "expected 6 numbers");
        Refused(new() { Coupling = 1.5 }, "the coupling is 1.5");
        Refused(new() { MaxAngle = 4 }, "angles up to 4");
    }
}
