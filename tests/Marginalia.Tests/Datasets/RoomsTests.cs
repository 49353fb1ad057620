using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class RoomsTests
{
    private static readonly RoomsDesign Level = new(MaxYaw: 0, MinPitch: 0, MaxPitch: 0, MinSolids: 0, MaxSolids: 0);

    [Fact]
    public void Names_shapes_types_and_ranges()
    {
        using var data = new Rooms(Split.Train, 5);
        using var batch = data.Get([1, 4]);
        Assert.Equal(["image", "depth", "normal", "segmentation", "instance", "centroid"], data.Names);
        Assert.Equal(
            [[2, 3, 48, 64], [2, 1, 48, 64], [2, 3, 48, 64], [2, 48, 64], [2, 48, 64], [2, 2, 48, 64]], data.Names.Select(name => batch[name].shape));
        Assert.Equal(
            [ScalarType.Float32, ScalarType.Float32, ScalarType.Float32, ScalarType.Int64, ScalarType.Int64, ScalarType.Float32],
            data.Names.Select(name => batch[name].dtype));
        Assert.All(Numbers.ToArray(data["image"]), value => Assert.Equal(Math.Round(Math.Clamp(value, 0, 1) * 255), value * 255, 4));
        Assert.InRange(data["depth"].min().ToDouble(), 0.3, 2);
        Assert.InRange(data["depth"].max().ToDouble(), 4, 9);
    }

    [Fact]
    public void Normals_are_unit_vectors_that_face_the_camera()
    {
        using var data = new Rooms(Split.Train, 40);
        Assert.InRange((data["normal"].square().sum([1L]) - 1).abs().max().ToDouble(), 0, 1e-6);
        Assert.True((data["normal"] * Points(data)).sum([1L]).max().ToDouble() <= 0);
    }

    [Fact]
    public void Normals_of_flat_surfaces_are_those_of_the_depth()
    {
        // Of three neighbours in one plane: the step upwards times the step to the right.
        using var data = new Rooms(Split.Train, 40);
        var (points, normal) = (Points(data), data["normal"].to(ScalarType.Float64));
        static Tensor Part(Tensor t, long row, long column) => t.narrow(2, row, 47).narrow(3, column, 63);
        var here = Part(normal, 1, 0);
        var crossed = linalg.cross(Part(points, 0, 0) - Part(points, 1, 0), Part(points, 1, 1) - Part(points, 1, 0), 1);
        var cosine = (nn.functional.normalize(crossed, dim: 1) * here).sum([1L]);

        var ids = data["segmentation"].mul(100).add(data["instance"]).unsqueeze(1);
        var plane = here.eq(Part(normal, 0, 0)).all(1).logical_and(here.eq(Part(normal, 1, 1)).all(1))
            .logical_and(Part(ids, 1, 0).eq(Part(ids, 0, 0)).logical_and(Part(ids, 1, 0).eq(Part(ids, 1, 1))).squeeze(1));
        foreach (var kind in new[] { RoomClass.Floor, RoomClass.Wall, RoomClass.Box })
        {
            var pixels = cosine.masked_select(plane.logical_and(Part(ids, 1, 0).squeeze(1).div(100).floor().eq((long)kind)));
            Assert.True(pixels.numel() > 2000);
            Assert.InRange(pixels.min().ToDouble(), 0.9999, 1.0001);
        }
    }

    [Fact]
    public void Spheres_are_round_and_stand_on_the_floor()
    {
        using var data = new Rooms(Split.Train, 40, design: Level with { MinSolids = 3, MaxSolids = 6, MinPitch = 0.2, MaxPitch = 0.2 });
        var (points, normals) = (Points(data), data["normal"].to(ScalarType.Float64));
        int seen = 0;
        for (int i = 0; i < data.Count; i++)
            for (int id = 1; id <= 6; id++)
            {
                var mask = data["instance"][i].eq(id).logical_and(data["segmentation"][i].eq((long)RoomClass.Sphere));
                if (mask.sum().ToInt64() < 50)
                    continue;
                seen++;
                Tensor Select(Tensor t) => t[i].masked_select(mask.unsqueeze(0)).reshape(3, -1);
                var (p, n) = (Select(points), Select(normals));

                // p = centre + radius n: the slope of p over n is the radius, in every coordinate.
                static Tensor Centred(Tensor t) => t - t.mean([1L], keepdim: true);
                double radius = (Centred(p) * Centred(n)).sum().ToDouble() / Centred(n).square().sum().ToDouble();
                var centres = p - radius * n;
                Assert.InRange(radius, 0.2, 0.45);
                Assert.InRange(Centred(centres).abs().max().ToDouble(), 0, 1e-5);

                // The lowest point, a radius below the centre along the floor's normal, lies as deep as the floor.
                var up = tensor(new[] { 0, Math.Cos(0.2), -Math.Sin(0.2) });
                double lowest = centres.mean([1L]).dot(up).ToDouble() - radius;
                var floor = points[i].masked_select(data["segmentation"][i].eq((long)RoomClass.Floor).unsqueeze(0)).reshape(3, -1);
                Assert.Equal(floor.mean([1L]).dot(up).ToDouble(), lowest, 5);
            }

        Assert.True(seen > 15);
    }

    [Fact]
    public void Seen_from_a_level_camera_the_back_wall_has_one_depth_and_the_floor_points_up()
    {
        using var data = new Rooms(Split.Train, 10, design: Level);
        for (int i = 0; i < data.Count; i++)
        {
            var facing = data["normal"][i][2].eq(-1);
            var depths = data["depth"][i][0].masked_select(facing);
            Assert.True(depths.numel() > 100);
            Assert.Equal(depths.min().ToDouble(), depths.max().ToDouble(), 5);
            Assert.All(Numbers.ToArray(data["segmentation"][i].masked_select(facing)), kind => Assert.Equal((double)RoomClass.Wall, kind));
            var floor = data["segmentation"][i].eq((long)RoomClass.Floor);
            Assert.Equal(1, data["normal"][i][1].masked_select(floor).min().ToDouble());
            Assert.Equal(-1, data["normal"][i][1].masked_select(data["segmentation"][i].eq((long)RoomClass.Ceiling)).max().ToDouble());
            Assert.Equal(floor.sum().ToInt64(), floor.narrow(0, 24, 24).sum().ToInt64()); // below the horizon
        }
    }

    [Fact]
    public void Classes_are_as_frequent_as_in_rooms_seen_from_a_standing_person()
    {
        using var data = new Rooms(Split.Train, 200);
        double[] shares = [.. Enumerable.Range(0, Rooms.Classes).Select(kind => data["segmentation"].eq(kind).to(ScalarType.Float64).mean().ToDouble())];
        (double Low, double High)[] bands = [(0.18, 0.27), (0.03, 0.08), (0.48, 0.59), (0.10, 0.17), (0.035, 0.08)];
        Assert.All(shares.Zip(bands), pair => Assert.InRange(pair.First, pair.Second.Low, pair.Second.High));
    }

    [Fact]
    public void Instances_are_the_boxes_and_spheres_and_each_is_one_of_them()
    {
        using var data = new Rooms(Split.Train, 50);
        var solid = data["segmentation"].ge((long)RoomClass.Box);
        Assert.True(solid.eq(data["instance"].gt(0)).all().ToBoolean());
        Assert.InRange(data["instance"].max().ToInt64(), 5, 6);
        for (int i = 0; i < data.Count; i++)
            foreach (double id in Numbers.ToArray(data["instance"][i]).Where(id => id > 0).Distinct())
                Assert.Single(Numbers.ToArray(data["segmentation"][i].masked_select(data["instance"][i].eq(id))).Distinct());
    }

    [Fact]
    public void Every_pixel_of_an_instance_points_to_its_mean_pixel()
    {
        using var data = new Rooms(Split.Train, 20);
        var columns = arange(64, dtype: ScalarType.Float64).expand(48, 64);
        var rows = arange(48, dtype: ScalarType.Float64).unsqueeze(1).expand(48, 64);
        for (int i = 0; i < data.Count; i++)
        {
            var vectors = data["centroid"][i].to(ScalarType.Float64);
            Assert.Equal(0, vectors.abs().sum([0L]).masked_select(data["instance"][i].eq(0)).sum().ToDouble());
            for (int id = 1; id <= data["instance"][i].max().ToInt64(); id++)
            {
                var mask = data["instance"][i].eq(id);
                if (!mask.any().ToBoolean())
                    continue;
                var x = (columns + vectors[0]).masked_select(mask);
                var y = (rows + vectors[1]).masked_select(mask);
                Assert.InRange((x - columns.masked_select(mask).mean()).abs().max().ToDouble(), 0, 1e-5);
                Assert.InRange((y - rows.masked_select(mask).mean()).abs().max().ToDouble(), 0, 1e-5);
            }
        }
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new Rooms(Split.Train, 3);
        using var many = new Rooms(Split.Train, 40);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new Rooms(Split.Train, 3, seed: 8);
        using var test = new Rooms(Split.Test, 3);
        var depth = Numbers.ToArray(few["depth"][0]);
        Assert.NotEqual(depth, Numbers.ToArray(few["depth"][1]));
        Assert.NotEqual(depth, Numbers.ToArray(other["depth"][0]));
        Assert.NotEqual(depth, Numbers.ToArray(test["depth"][0]));
    }

    [Fact]
    public void Bytes_never_change()
    {
        using var data = new Rooms(Split.Train, 8);
        Assert.Equal(
            ["AAD8CEED575A8155", "8FFA48F64899DCBB", "29B0950C6F76AD26",
                "78C52A01F8246000", "DB1D67DC669A2730", "5A28469FB58C1CF4"],
            data.Names.Select(name => name == "image" ? Fingerprint.OfBytes(data[name]) : Fingerprint.OfBits(data[name])));
    }

    [Fact]
    public void Noise_leaves_all_else_alone()
    {
        using var noisy = new Rooms(Split.Train, 10, design: new(Noise: 0.03));
        using var clean = new Rooms(Split.Train, 10, design: new(Noise: 0));
        foreach (string name in clean.Names.Skip(1))
            Assert.Equal(Numbers.ToArray(clean[name]), Numbers.ToArray(noisy[name]));
        var difference = (noisy["image"] - clean["image"]).masked_select(clean["image"].gt(0.2).logical_and(clean["image"].lt(0.8)));
        Assert.InRange(difference.mean().ToDouble(), -0.001, 0.001);
        Assert.InRange(Math.Sqrt(difference.square().mean().ToDouble()), 0.029, 0.031);
    }

    [Fact]
    public void A_finer_image_shows_the_same_scene()
    {
        // Every third pixel in both directions has the same ray, since 3 is odd.
        using var coarse = new Rooms(Split.Train, 3, design: new(Height: 24, Width: 32));
        using var fine = new Rooms(Split.Train, 3, design: new(Height: 72, Width: 96));
        var every = fine["depth"][.., .., 1.., 1..].slice(2, 0, 72, 3).slice(3, 0, 96, 3);
        Assert.InRange((every - coarse["depth"]).abs().max().ToDouble(), 0, 1e-5);
    }

    [Fact]
    public void Impossible_designs_are_explained()
    {
        Assert.Contains(
            "size 7x9 is smaller than 16x16", Assert.Throws<ArgumentException>(() => new Rooms(Split.Train, 1, design: new(7, 9))).Message);
        Assert.Throws<ArgumentException>(() => new Rooms(Split.Train, 1, design: new(MinPitch: 0.41)));
        Assert.Throws<ArgumentException>(() => new Rooms(Split.Train, 1, design: new(FieldOfView: 4)));
        Assert.Throws<ArgumentException>(() => new Rooms(Split.Train, 1, design: new(MinSolids: 7)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rooms(Split.Train, 0));
    }

    /// <summary>The points [N, 3, H, W] that the pixels show, in the camera's frame, in float64.</summary>
    private static Tensor Points(Rooms data)
    {
        var (height, width, focal) = (data.Design.Height, data.Design.Width, data.Design.FocalLength);
        var x = (arange(width, dtype: ScalarType.Float64) + 0.5 - width / 2.0) / focal;
        var y = (height / 2.0 - 0.5 - arange(height, dtype: ScalarType.Float64)) / focal;
        var rays = stack([x.expand(height, width), y.unsqueeze(1).expand(height, width), ones(height, width, ScalarType.Float64)]);
        return data["depth"].to(ScalarType.Float64) * rays;
    }
}
