using Marginalia.Augmentations;
using Marginalia.Datasets;
using TorchSharp;
using static Marginalia.Tests.Augmentations.Examples;
using static TorchSharp.torch;

namespace Marginalia.Tests.Augmentations;

public class GeometryTests
{
    public static TheoryData<string> All => [.. Geometric.Keys];

    [Theory, MemberData(nameof(All))]
    public void The_points_of_a_plane_stay_in_a_plane_and_its_normal_is_theirs(string name)
    {
        // The example's depths and intrinsics give points; their plane is fitted and compared with the example's normals.
        double length = Math.Sqrt(0.3 * 0.3 + 0.5 * 0.5 + 0.8 * 0.8);
        using var plane = Plane((0.3 / length, 0.5 / length, -0.8 / length), 2);
        using var view = Apply(Geometric[name], plane);
        var (depth, normal) = (view["depth"][0].to(ScalarType.Float64), view["normal"].to(ScalarType.Float64));
        var k = Numbers.ToArray(view["intrinsics"]);
        var seen = depth.gt(0);
        var column = (arange(depth.shape[1]).to(ScalarType.Float64) + 0.5).reshape(1, -1).expand(depth.shape);
        var row = (arange(depth.shape[0]).to(ScalarType.Float64) + 0.5).reshape(-1, 1).expand(depth.shape);
        using var inverse = linalg.inv(tensor(k).reshape(3, 3));
        var rays = inverse.matmul(stack([column, row, ones_like(row)]).flatten(1));
        var points = (rays * depth.flatten()).masked_select(seen.flatten()).reshape(3, -1);

        // n . p = -distance is linear in n / distance.
        var fitted = linalg.lstsq(points.t(), -ones(points.shape[1], 1, dtype: ScalarType.Float64)).Solution.flatten();
        fitted = fitted / fitted.norm();
        var given = normal.masked_select(seen).reshape(3, -1);
        Assert.InRange((given.square().sum([0L]) - 1).abs().max().ToDouble(), 0, 1e-6);
        Assert.InRange((given * fitted.unsqueeze(1)).sum([0L]).min().ToDouble(), 0.9999, 1.0001);
        Assert.True((given * points).sum([0L]).max().ToDouble() < 0);
    }

    [Theory, MemberData(nameof(All))]
    public void An_image_of_coordinates_shows_where_each_pixel_came_from(string name)
    {
        using var plane = Plane((0, 0, -1), 2);
        var view = Geometric[name].Draw(new SeededRandom(3), Height, Width);
        using var seen = Apply(Geometric[name], plane);
        int inside = 0;
        for (int row = 0; row < view.Height; row++)
            for (int column = 0; column < view.Width; column++)
            {
                var (x, y) = view.ToOld(column + 0.5, row + 0.5);
                var (red, green) = (seen["image"][0, row, column].ToDouble(), seen["image"][1, row, column].ToDouble());
                if (x < 0 || y < 0 || x > Width || y > Height)
                    Assert.Equal((0, 0, 0), (red, green, seen["depth"][0, row, column].ToDouble()));
                if (!(x > 0.5 && x < Width - 0.5 && y > 0.5 && y < Height - 0.5))
                    continue;
                inside++;
                Assert.Equal(x / Width, red, 1e-5);
                Assert.Equal(y / Height, green, 1e-5);
            }

        Assert.True(inside > 150);
    }

    [Theory, MemberData(nameof(All))]
    public void Boxes_and_keypoints_are_where_the_object_is(string name)
    {
        using var thing = Thing();
        using var seen = Apply(Geometric[name], thing);
        var view = Geometric[name].Draw(new SeededRandom(3), Height, Width);
        var (box, tight) = (Numbers.ToArray(seen["boxes"][0]), BoxOf(seen["instance"]));
        double slack = name == "rotation" ? 2 : view.IsExact ? 0 : 1; // the box around a turned box is wider
        Assert.All(box.Zip(tight), pair => Assert.InRange(pair.First, pair.Second - slack, pair.Second + slack));
        Assert.Equal([0, 0, 0, 0], Numbers.ToArray(seen["boxes"][1]));
        Assert.Equal([2, -1], Numbers.ToArray(seen["box_labels"]));
        Assert.Equal(4, seen["label"].ToInt64());

        var points = Numbers.ToArray(seen["keypoints"]);
        Assert.Equal([2, 1, 0], points.Chunk(3).Select(point => point[2]));
        Assert.All(points.Chunk(3).Take(2), point => Assert.Equal(1, seen["instance"][(long)point[1], (long)point[0]].ToInt64()));
        Assert.Equal(view.ToNew(7.5, 5.5).X, points[0], 1e-4);
        Assert.Equal(view.ToNew(12.5, 8.5).Y, points[4], 1e-4);
    }

    [Theory, MemberData(nameof(All))]
    public void Vectors_to_the_centroid_point_to_it_from_every_pixel(string name)
    {
        using var thing = Thing();
        using var seen = Apply(Geometric[name], thing);
        var view = Geometric[name].Draw(new SeededRandom(3), Height, Width);
        var (x, y) = view.ToNew(10, 7);
        var at = seen["instance"].nonzero().to(ScalarType.Float64) + 0.5;
        double half = view.IsExact ? 1e-5 : Math.Max(1 / Math.Abs(view.Map.XX), 1 / Math.Abs(view.Map.YY)); // the nearest pixel's vector
        for (long i = 0; i < at.shape[0]; i++)
        {
            var (column, row) = (at[i, 1].ToDouble(), at[i, 0].ToDouble());
            Assert.Equal(x, column + seen["centroid"][0, (long)row, (long)column].ToDouble(), half);
            Assert.Equal(y, row + seen["centroid"][1, (long)row, (long)column].ToDouble(), half);
        }
    }

    [Fact]
    public void In_a_room_that_is_augmented_the_depths_still_have_the_normals()
    {
        // Of three neighbours in one flat surface: the step upwards times the step to the right, away from edges and creases.
        using var rooms = new Rooms(Split.Test, 8, design: new(Height: 96, Width: 128), fields: ["image", "depth", "normal", "instance", "intrinsics"]);
        var augmentation = new Composition(new HorizontalFlip(), new RandomScaleCrop([1, 2]), new RandomCrop(64, 100));
        int compared = 0;
        for (long i = 0; i < rooms.Count; i++)
        {
            using var scope = NewDisposeScope();
            using var room = new Sample(rooms.Names.Select(name => (name, rooms[name][i].clone())));
            using var view = augmentation.Apply(room, rooms.Fields, new SeededRandom(i));
            var (depth, normal, k) = (view["depth"][0].to(ScalarType.Float64), view["normal"].to(ScalarType.Float64), view["intrinsics"].to(ScalarType.Float64));
            long step = 4; // a zoom by 2 repeats pixels, so that steps of 4 are exact to an eighth
            var column = (arange(depth.shape[1]).to(ScalarType.Float64) + 0.5).reshape(1, -1).expand(depth.shape);
            var row = (arange(depth.shape[0]).to(ScalarType.Float64) + 0.5).reshape(-1, 1).expand(depth.shape);
            var points = linalg.inv(k).matmul(stack([column, row, ones_like(row)]).flatten(1)).reshape([3, .. depth.shape]) * depth;
            Tensor Part(Tensor t, long down, long right) => t.narrow(1, down, depth.shape[0] - step).narrow(2, right, depth.shape[1] - step);
            var crossed = linalg.cross(Part(points, 0, 0) - Part(points, step, 0), Part(points, 0, step) - Part(points, 0, 0), 0);
            var cosine = (nn.functional.normalize(crossed, dim: 0) * Part(normal, 0, 0)).sum([0L]);
            Tensor Same(Tensor t) => Part(t, 0, 0).eq(Part(t, step, 0)).logical_and(Part(t, 0, 0).eq(Part(t, 0, step))).all(0);
            var flat = Same(normal).logical_and(Same(view["instance"].unsqueeze(0)));
            var angles = cosine.masked_select(flat);
            compared += (int)angles.numel();
            Assert.True(angles.gt(0.98).to(ScalarType.Float64).mean().ToDouble() > 0.8); // some neighbours lie in two parallel surfaces
            Assert.InRange(angles.median().ToDouble(), 0.999, 1.00001);
        }

        Assert.True(compared > 8 * 2000);
    }

    [Fact]
    public void Two_flips_are_none_and_one_negates_what_points_to_the_right()
    {
        using var plane = Plane((0.6, 0, -0.8), 2);
        using var once = Apply(new HorizontalFlip(1), plane);
        using var twice = Apply(new HorizontalFlip(1), once);
        Assert.All(plane.Names, name => Assert.True(twice[name].equal(plane[name]).all().ToBoolean(), name));
        Assert.Equal(-0.6, once["normal"][0].mean().ToDouble(), 1e-6);
        Assert.True(once["image"].equal(plane["image"].flip(2)).all().ToBoolean());

        using var thing = Thing();
        using var pairs = Apply(new HorizontalFlip(1, [(0, 1)]), thing);
        Assert.Equal([Width - 12.5, 8.5, 1, Width - 7.5, 5.5, 2, 0, 0, 0], Numbers.ToArray(pairs["keypoints"]));
    }

    [Fact]
    public void A_zoom_divides_depths_and_multiplies_disparities()
    {
        using var plane = Plane((0, 0, -1), 3);
        using var nearer = Apply(new RandomScaleCrop([1.5]), plane);
        Assert.Equal(2, nearer["depth"].max().ToDouble(), 1e-6);
        using var thing = Thing();
        using var larger = Apply(new RandomScaleCrop([1.5]), thing);
        Assert.Equal(9, larger["disparity"].max().ToDouble(), 1e-6);
        Assert.Equal(Focal, nearer["intrinsics"][0, 0].ToDouble(), 1e-9);
    }

    [Fact]
    public void What_a_resize_makes_smaller_keeps_its_depth_and_its_camera_sees_fewer_pixels()
    {
        using var plane = Plane((0, 0, -1), 3);
        using var small = Apply(new Resize(10, 20), plane);
        Assert.Equal(3, small["depth"].max().ToDouble());
        double[] expected = [Focal * 2 / 3, 0, 10, 0, -Focal / 2, 5, 0, 0, 1];
        Assert.All(Numbers.ToArray(small["intrinsics"]).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void A_picture_that_is_made_smaller_shows_means_and_not_aliases()
    {
        var stripes = arange(20).remainder(2).to(ScalarType.Float32).reshape(1, 1, 20).expand(3, 20, 20).clone();
        using var fine = new Sample(("image", stripes));
        using var coarse = Apply(new Resize(10, 10), fine);
        Assert.Equal(0, (coarse["image"] - 0.5).abs().max().ToDouble());

        // What is linear stays linear, also where the sizes are no multiples of each other.
        using var plane = Plane((0, 0, -1), 2);
        using var small = Apply(new Resize(7, 9), plane);
        for (int column = 1; column < 8; column++)
            Assert.Equal((column + 0.5) / 9, small["image"][0, 3, column].ToDouble(), 1e-5);
        for (int row = 1; row < 6; row++)
            Assert.Equal((row + 0.5) / 7, small["image"][1, row, 4].ToDouble(), 1e-5);
    }

    [Fact]
    public void A_positive_angle_turns_clockwise()
    {
        // A quarter turn takes what is up to the right.
        var view = RandomRotation.About(Math.PI / 2, Height, Height);
        Assert.Equal((Height - 2, 10), Rounded(view.ToNew(10, 2)));
        var (x, y) = view.Turn.Apply(0, -1);
        Assert.Equal((1, 0), Rounded((x, y)));
        static (double, double) Rounded((double X, double Y) point) => (Math.Round(point.X, 9), Math.Round(point.Y, 9));
    }

    [Fact]
    public void What_leaves_the_picture_is_no_longer_there()
    {
        using var thing = Thing();
        using var corner = Warp.Apply(thing, FieldsOf(thing), new View(6, 6));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0], Numbers.ToArray(corner["boxes"]));
        Assert.Equal([-1, -1], Numbers.ToArray(corner["box_labels"]));
        Assert.Equal(0, corner["keypoints"].abs().sum().ToDouble());
        using var beyond = Warp.Apply(thing, FieldsOf(thing), new View(4, 4) { X0 = Width - 2 });
        Assert.Equal([3, 3, -1, -1], Numbers.ToArray(beyond["segmentation"][0]));
        Assert.Equal([0, 0, -1, -1], Numbers.ToArray(beyond["mask"][0, 0]));
        Assert.Equal([0, 0, 0, 0], Numbers.ToArray(beyond["instance"][0]));
    }

    [Fact]
    public void Views_of_views_are_one_view()
    {
        var random = new SeededRandom(5);
        foreach (var first in Geometric.Values)
            foreach (var second in Geometric.Values)
            {
                var a = first.Draw(random, Height, Width);
                var b = second.Draw(random, a.Height, a.Width);
                var (x, y) = b.ToOld(3.25, 4.5);
                var (expected, both) = (a.ToOld(x, y), a.Then(b).ToOld(3.25, 4.5));
                Assert.Equal(expected.X, both.X, 1e-9);
                Assert.Equal(expected.Y, both.Y, 1e-9);
                var (backX, backY) = a.Then(b).ToNew(both.X, both.Y);
                Assert.Equal((3.25, 4.5), (Math.Round(backX, 9), Math.Round(backY, 9)));
            }
    }

    [Fact]
    public void Every_crop_lies_within_the_picture_and_all_places_occur()
    {
        var random = new SeededRandom(1);
        var places = Enumerable.Range(0, 400).Select(_ => new RandomCrop(18, 29).Draw(random, Height, Width)).Select(view => (view.X0, view.Y0)).ToHashSet();
        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], places.Order());
        var zooms = Enumerable.Range(0, 300).Select(_ => new RandomScaleCrop().Draw(random, Height, Width)).ToArray();
        Assert.Equal([1, 1.2, 1.5], zooms.Select(view => view.Zoom).Distinct().Order());
        Assert.All(zooms, view => Assert.InRange(view.ToOld(Width, Height).X, 0, Width + 1e-9));
        Assert.Contains(zooms, view => view.X0 > 8);
    }
}
