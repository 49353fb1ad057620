using Marginalia.Datasets;
using Marginalia.Datasets.RoomScenes;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class RoomObjectsTests
{
    private static double[] Shares(Rooms data) =>
        [.. Enumerable.Range(0, data.Design.Classes).Select(kind => data["segmentation"].eq(kind).to(ScalarType.Float64).mean().ToDouble())];

    [Fact]
    public void Plain_classes_are_as_frequent_as_in_rooms_seen_from_a_standing_person()
    {
        using var data = new Rooms(Split.Train, 200, design: RoomsDesign.Plain, fields: ["segmentation"]);
        (double Low, double High)[] bands = [(0.18, 0.27), (0.03, 0.08), (0.48, 0.59), (0.10, 0.17), (0.035, 0.08)];
        Assert.All(Shares(data).Zip(bands), pair => Assert.InRange(pair.First, pair.Second.Low, pair.Second.High));
    }

    [Fact]
    public void Few_classes_of_furnished_rooms_are_frequent_and_many_are_rare_but_all_are_there()
    {
        using var data = new Rooms(Split.Train, 400, fields: ["segmentation"]);
        var shares = Shares(data);
        Assert.Equal(15, shares.Length);
        Assert.InRange(shares[(int)RoomClass.Floor], 0.1, 0.3);
        Assert.InRange(shares[(int)RoomClass.Wall], 0.35, 0.55);
        Assert.InRange(shares.Count(share => share < 0.02), 4, 9);
        Assert.All(shares, share => Assert.InRange(share, 0.002, 1));
    }

    [Fact]
    public void Instances_have_one_class_and_the_room_itself_is_none()
    {
        using var data = new Rooms(Split.Train, 40, fields: ["segmentation", "instance", "part"]);
        var structure = data["segmentation"].le((long)RoomClass.Wall);
        Assert.True(structure.eq(data["instance"].eq(0)).all().ToBoolean());
        Assert.True(data["part"].masked_select(structure).eq(0).all().ToBoolean());
        for (int i = 0; i < data.Count; i++)
            foreach (double id in Numbers.ToArray(data["instance"][i]).Where(id => id > 0).Distinct())
                Assert.Single(Numbers.ToArray(data["segmentation"][i].masked_select(data["instance"][i].eq(id))).Distinct());
    }

    [Fact]
    public void Parts_are_those_of_their_class()
    {
        using var data = new Rooms(Split.Train, 200, fields: ["segmentation", "part"]);
        var expected = new Dictionary<RoomClass, RoomPart[]>
        {
            [RoomClass.Box] = [RoomPart.None],
            [RoomClass.Sphere] = [RoomPart.None],
            [RoomClass.Rug] = [RoomPart.None],
            [RoomClass.Cabinet] = [RoomPart.Body, RoomPart.Leaf, RoomPart.Handle, RoomPart.Board, RoomPart.Books],
            [RoomClass.Table] = [RoomPart.Top, RoomPart.Leg],
            [RoomClass.Chair] = [RoomPart.Leg, RoomPart.Seat, RoomPart.Back],
            [RoomClass.Sofa] = [RoomPart.Body, RoomPart.Seat, RoomPart.Back, RoomPart.Arm, RoomPart.Cushion],
            [RoomClass.Bed] = [RoomPart.Body, RoomPart.Seat, RoomPart.Back, RoomPart.Cushion],
            [RoomClass.Picture] = [RoomPart.Frame, RoomPart.Pane],
            [RoomClass.Window] = [RoomPart.Frame, RoomPart.Pane],
            [RoomClass.Door] = [RoomPart.Leaf, RoomPart.Handle, RoomPart.Frame],
            [RoomClass.Lamp] = [RoomPart.Leg, RoomPart.Pole, RoomPart.Shade],
        };
        foreach (var (kind, parts) in expected)
            Assert.Equal(
                parts.Order(),
                Numbers.ToArray(data["part"].masked_select(data["segmentation"].eq((long)kind))).Distinct().Order().Select(part => (RoomPart)part));
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
    public void Boxes_are_tight_around_what_is_visible_and_labelled_with_its_class()
    {
        using var data = new Rooms(Split.Train, 20, fields: ["boxes", "box_labels", "instance", "segmentation"]);
        int seen = 0, hidden = 0;
        for (int i = 0; i < data.Count; i++)
            for (int k = 0; k < data.Design.MaxObjects; k++)
            {
                var mask = data["instance"][i].eq(k + 1);
                var box = Numbers.ToArray(data["boxes"][i][k]);
                long label = data["box_labels"][i][k].ToInt64();
                if (!mask.any().ToBoolean())
                {
                    Assert.Equal([0, 0, 0, 0], box);
                    Assert.Equal(-1, label);
                    hidden++;
                    continue;
                }

                seen++;
                double[] columns = Numbers.ToArray(mask.any(0).nonzero()), rows = Numbers.ToArray(mask.any(1).nonzero());
                Assert.Equal([columns[0], rows[0], columns[^1] + 1, rows[^1] + 1], box);
                Assert.True(data["segmentation"][i].masked_select(mask).eq(label).all().ToBoolean());
            }

        Assert.True(seen > 100 && hidden > 20);
    }

    [Fact]
    public void Keypoints_are_corners_seen_by_the_camera()
    {
        var design = new RoomsDesign(Height: 96, Width: 128);
        using var data = new Rooms(Split.Train, 12, design: design, fields: ["keypoints", "intrinsics", "pose", "depth", "instance"]);
        var seen = new int[3];
        for (int i = 0; i < data.Count; i++)
        {
            var objects = RoomScene.Draw(7, Split.Train, i, design).Objects;
            var (intrinsics, pose) = (data["intrinsics"][i].to(ScalarType.Float64), data["pose"][i].to(ScalarType.Float64));
            for (int k = 0; k < design.MaxObjects; k++)
                for (int corner = 0; corner < 8; corner++)
                {
                    var given = Numbers.ToArray(data["keypoints"][i][k][corner]);
                    seen[(int)given[2]]++;
                    if (k >= objects.Count || objects[k].Solids[0].Shape != RoomShape.Box)
                    {
                        Assert.Equal([0, 0, 0], given);
                        continue;
                    }

                    // From the room to the camera, then to the image, by the matrices.
                    var point = objects[k].Solids[0].Corner(corner);
                    var view = linalg.inv(pose).matmul(tensor(new[] { point.X, point.Y, point.Z, 1 }));
                    double z = view[2].ToDouble();
                    var image = intrinsics.matmul(view.narrow(0, 0, 3)) / z;
                    double x = image[0].ToDouble(), y = image[1].ToDouble();
                    bool inside = z > 0.05 && x >= 0 && x < 128 && y >= 0 && y < 96;
                    Assert.Equal(inside, given[2] > 0);
                    if (!inside)
                    {
                        Assert.Equal([0, 0, 0], given);
                        continue;
                    }

                    Numbers.AssertClose([x, y], [given[0], given[1]], 1e-3);

                    // A hidden corner lies behind what its pixel shows; a visible one does not, but for a step within the pixel.
                    var (column, row) = ((int)x, (int)y);
                    double nearest = Around(data["depth"][i][0], row, column).min().ToDouble(), farthest = Around(data["depth"][i][0], row, column).max().ToDouble();
                    if (given[2] == 1)
                        Assert.True(z > nearest, $"image {i}, object {k + 1}, corner {corner}: hidden at {z} m, where {nearest} .. {farthest} m is seen");
                    else
                        Assert.True(z < farthest + 0.1, $"image {i}, object {k + 1}, corner {corner}: visible at {z} m, where {nearest} .. {farthest} m is seen");
                }
        }

        Assert.True(seen[1] > 100 && seen[2] > 100, $"{seen[1]} hidden, {seen[2]} visible");

        static Tensor Around(Tensor depth, int row, int column)
        {
            int top = Math.Max(0, row - 1), left = Math.Max(0, column - 1);
            return depth.narrow(0, top, Math.Min(3, 96 - top)).narrow(1, left, Math.Min(3, 128 - left));
        }
    }

    [Fact]
    public void A_box_alone_shows_its_near_corners_and_hides_the_farthest()
    {
        // Seen from above, three faces of a box show seven corners; the eighth is behind all of them.
        var design = RoomsDesign.Plain with { MinSolids = 1, MaxSolids = 1, MinPitch = 0.3, MaxPitch = 0.3, MaxYaw = 0.1 };
        int seen = 0;
        using var data = new Rooms(Split.Train, 60, design: design, fields: ["keypoints"]);
        for (int i = 0; i < data.Count; i++)
        {
            var visibility = Numbers.ToArray(data["keypoints"][i][0].select(1, 2));
            if (visibility.Contains(0))
                continue;
            seen++;
            int hidden = visibility.Count(value => value == 1);
            Assert.InRange(hidden, 1, 2); // two where only the front and the top are seen
            var scene = RoomScene.Draw(7, Split.Train, i, design);
            var far = Enumerable.Range(0, 8).MaxBy(corner => (scene.Objects[0].Solids[0].Corner(corner) - scene.Camera.Eye).Length);
            Assert.Equal(1, visibility[far]);
        }

        Assert.True(seen > 8, $"{seen} boxes are whole in the picture");
    }

    [Fact]
    public void Salient_is_the_most_prominent_thing_and_what_is_half_as_prominent()
    {
        using var data = new Rooms(Split.Train, 30, fields: ["saliency", "instance", "segmentation"]);
        var x = (arange(64, dtype: ScalarType.Float64) + 0.5) / 32 - 1;
        var y = (arange(48, dtype: ScalarType.Float64) + 0.5) / 24 - 1;
        var weight = 1 - (x.square().expand(48, 64) + y.square().unsqueeze(1)) / 2;
        RoomClass[] background = [RoomClass.Floor, RoomClass.Ceiling, RoomClass.Wall, RoomClass.Picture, RoomClass.Window, RoomClass.Door, RoomClass.Rug];
        for (int i = 0; i < data.Count; i++)
        {
            var prominence = new SortedDictionary<int, (double Sum, bool Salient)>();
            for (int id = 1; id <= data["instance"][i].max().ToInt64(); id++)
            {
                var mask = data["instance"][i].eq(id);
                if (!mask.any().ToBoolean())
                    continue;
                var marks = data["saliency"][i][0].masked_select(mask);
                Assert.Equal(marks.min().ToDouble(), marks.max().ToDouble());
                bool counts = !background.Contains((RoomClass)data["segmentation"][i].masked_select(mask)[0].ToInt64());
                prominence[id] = (counts ? weight.masked_select(mask).sum().ToDouble() : 0, marks[0].ToDouble() == 1);
            }

            double most = prominence.Values.Select(pair => pair.Sum).DefaultIfEmpty().Max();
            Assert.All(prominence.Values, pair => Assert.Equal(pair.Sum > 0 && pair.Sum >= most / 2, pair.Salient));
            Assert.Equal(0, data["saliency"][i][0].masked_select(data["instance"][i].eq(0)).sum().ToDouble());
        }
    }
}
