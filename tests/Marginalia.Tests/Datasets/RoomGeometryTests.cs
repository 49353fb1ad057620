using Marginalia.Datasets;
using Marginalia.Datasets.RoomScenes;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class RoomGeometryTests
{
    private static readonly RoomsDesign Empty = RoomsDesign.Plain with { MaxYaw = 0, MinPitch = 0, MaxPitch = 0, MinSolids = 0, MaxSolids = 0 };

    public static TheoryData<RoomsDesign> Designs => [new RoomsDesign(), RoomsDesign.Plain, RoomsDesign.Cluttered];

    [Theory]
    [MemberData(nameof(Designs))]
    public void Normals_are_unit_vectors_that_face_the_camera(RoomsDesign design)
    {
        using var data = new Rooms(Split.Train, 40, design: design, fields: ["normal", "depth"]);
        Assert.InRange((data["normal"].square().sum([1L]) - 1).abs().max().ToDouble(), 0, 2e-6);
        Assert.True((data["normal"] * Points(data)).sum([1L]).max().ToDouble() <= 0);
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void Normals_are_those_of_the_depth(RoomsDesign design)
    {
        // Of five pixels of one surface: the step upwards times the step to the right; x to the right, y up, z forward is left-handed.
        var large = design with { Height = 288, Width = 384 };
        int seen = 0, round = 0;
        for (int i = 0; i < 6; i++)
        {
            var frame = RoomFrames.Render(large, i);
            Vector Normal(int at) => new(frame.NormalX[at], frame.NormalY[at], frame.NormalZ[at]);
            Vector Point(int at) => frame.Depth[at] * new Vector(
                (at % frame.Stride + 0.5 - 192) / large.FocalLength, (144 - 0.5 - at / frame.Stride) / large.FocalLength, 1);
            for (int at = frame.Stride; at < 287 * frame.Stride; at++)
            {
                var surface = frame.Surfaces[frame.Surface[at]];
                int[] around = [at - 1, at + 1, at - frame.Stride, at + frame.Stride];
                if (at % frame.Stride is 0 or 383 || around.Any(other => frame.Surface[other] != frame.Surface[at]))
                    continue;
                bool isRound = surface.Face == SolidView.RoundFace;
                if (isRound && RoomFrames.Solid(frame, surface).Half.X * large.FocalLength / frame.Depth[at] < 12)
                    continue; // pixels are too coarse for its curvature
                Vector up = Point(at - frame.Stride) - Point(at + frame.Stride), right = Point(at + 1) - Point(at - 1);
                var crossed = new Vector(up.Y * right.Z - up.Z * right.Y, up.Z * right.X - up.X * right.Z, up.X * right.Y - up.Y * right.X);
                var (here, view) = (Normal(at), Point(at));
                if (-here.Dot(view) < 0.5 * view.Length)
                    continue;
                double degrees = Math.Acos(Math.Min(1, here.Dot(crossed) / crossed.Length)) * 180 / Math.PI;
                Assert.InRange(degrees, 0, isRound ? 2 : 0.1);
                (seen, round) = (seen + 1, round + (isRound ? 1 : 0));
            }
        }

        Assert.True(seen > 100_000 && round > 500, $"{seen} pixels, {round} of round surfaces");
    }

    [Fact]
    public void Spheres_are_round_and_stand_on_the_floor()
    {
        using var data = new Rooms(Split.Train, 40, design: RoomsDesign.Plain with { MaxYaw = 0, MinPitch = 0.2, MaxPitch = 0.2 });
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
                Assert.InRange(Centred(centres).abs().max().ToDouble(), 0, 2e-5);

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
        using var data = new Rooms(Split.Train, 10, design: Empty);
        for (int i = 0; i < data.Count; i++)
        {
            var facing = data["normal"][i][2].eq(-1);
            var depths = data["depth"][i][0].masked_select(facing);
            Assert.True(depths.numel() > 100);
            Assert.Equal(depths.min().ToDouble(), depths.max().ToDouble());
            Assert.All(Numbers.ToArray(data["segmentation"][i].masked_select(facing)), kind => Assert.Equal((double)RoomClass.Wall, kind));
            var floor = data["segmentation"][i].eq((long)RoomClass.Floor);
            Assert.Equal(1, data["normal"][i][1].masked_select(floor).min().ToDouble());
            Assert.Equal(-1, data["normal"][i][1].masked_select(data["segmentation"][i].eq((long)RoomClass.Ceiling)).max().ToDouble());
            Assert.Equal(floor.sum().ToInt64(), floor.narrow(0, 24, 24).sum().ToInt64()); // below the horizon
        }
    }

    [Fact]
    public void A_mirrored_room_gives_mirrored_pictures()
    {
        var design = new RoomsDesign(Noise: 0, MinSolids: 6, MaxSolids: 6, MinFurniture: 7);
        string[] names = ["image", "depth", "normal", "segmentation", "instance", "part", "edge", "crease", "saliency"];
        for (int i = 0; i < 6; i++)
        {
            var scene = RoomScene.Draw(7, Split.Train, i, design);
            var (straight, mirrored) = (RoomFrames.Tensors(scene, design, names), RoomFrames.Tensors(scene.Mirrored(), design, names));
            foreach (string name in names)
            {
                var expected = straight[name].flip(-1);
                if (name == "normal")
                    expected = expected * tensor(new float[] { -1, 1, 1 }).reshape(3, 1, 1);
                Assert.True(expected.eq(mirrored[name]).all().ToBoolean(), $"{name} of room {i}");
            }
        }
    }

    [Fact]
    public void A_finer_image_shows_the_same_scene()
    {
        // Every third pixel in both directions has the same ray, since 3 is odd.
        using var coarse = new Rooms(Split.Train, 3, design: new(Height: 24, Width: 32));
        using var fine = new Rooms(Split.Train, 3, design: new(Height: 72, Width: 96));
        var every = fine["depth"][.., .., 1.., 1..].slice(2, 0, 72, 3).slice(3, 0, 96, 3);
        var off = (every - coarse["depth"]).abs().gt(1e-4);
        Assert.InRange(off.sum().ToInt64(), 0, 4); // where rounding moves a border
    }

    [Fact]
    public void Widths_that_are_no_multiple_of_eight_are_rendered_whole()
    {
        // The same rays, two columns less on either side: the focal length is that of the wider picture.
        var wide = new RoomsDesign(Width: 64, Noise: 0);
        double angle = 2 * Math.Atan(26.5 / wide.FocalLength);
        using var whole = new Rooms(Split.Train, 2, design: wide);
        using var narrow = new Rooms(Split.Train, 2, design: wide with { Width = 53, FieldOfView = angle });
        using var even = new Rooms(Split.Train, 2, design: wide with { Width = 54, FieldOfView = 2 * Math.Atan(27 / wide.FocalLength) });
        Assert.Equal([2, 1, 48, 53], narrow["depth"].shape);
        Assert.InRange((whole["depth"].narrow(3, 5, 54) - even["depth"]).abs().gt(1e-4).sum().ToInt64(), 0, 4);
        Assert.True(narrow["depth"].min().ToDouble() > 0.05);
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
