using System.Runtime.Intrinsics;
using Marginalia.Datasets;
using Marginalia.Datasets.RoomScenes;

namespace Marginalia.Tests.Datasets;

public class SolidViewTests
{
    public static TheoryData<string> Shapes => [nameof(RoomShape.Box), nameof(RoomShape.Sphere), nameof(RoomShape.Cylinder)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rays_enter_where_the_inside_begins(string name)
    {
        // The solids are known by their insides alone: a ray is sampled until it is inside, and the border is then found by bisection.
        var shape = Enum.Parse<RoomShape>(name);
        var random = new SeededRandom(3, (long)shape);
        int hits = 0, misses = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            double Draw(double low, double high) => random.NextUniform(low, high);
            var axes = Frame.Tilted(Draw(-1, 1)).Within(Frame.Turned(Draw(-3, 3)));
            double radius = Draw(0.1, 0.5);
            var half = shape == RoomShape.Box ? new Vector(radius, Draw(0.1, 0.5), Draw(0.1, 0.5)) : new(radius, Draw(0.1, 0.5), radius);
            var solid = new RoomSolid(shape, new(Draw(-0.3, 0.3), Draw(-0.3, 0.3), Draw(2, 3)), axes, half, RoomPart.None, new(default));
            var ray = new Vector(Draw(-0.2, 0.2), Draw(-0.2, 0.2), 1);
            bool IsInside(double t) => Inside(solid, axes.In(t * ray - solid.Centre));

            double? first = Enumerable.Range(0, 4000).Select(k => k / 1000.0).Cast<double?>().FirstOrDefault(t => IsInside(t!.Value));
            var view = new SolidView(solid, default);
            float found = view.Distance(Packet.Of(ray))[trial % 8];
            if (first is null)
            {
                // Between two samples a corner may be grazed.
                Assert.True(float.IsInfinity(found) || !IsInside(found - 0.01) && !IsInside(found + 0.01));
                misses++;
                continue;
            }

            double outside = first.Value - 0.001, inside = first.Value;
            for (int k = 0; k < 40; k++)
                (outside, inside) = IsInside((outside + inside) / 2) ? (outside, (outside + inside) / 2) : ((outside + inside) / 2, inside);
            if (float.IsInfinity(found))
            {
                Assert.True(shape != RoomShape.Box, "a box is missed"); // the rim of what is round
                continue;
            }

            hits++;
            Assert.Equal(inside, found, 1e-5);

            // One step along the normal from the border is outside, one against it is inside.
            var distance = Vector256.Create(found);
            int face = view.Face(Packet.Of(ray), distance)[trial % 8];
            var local = view.Locate(Packet.Of(ray), distance);
            var normal = view.RoundNormal(local);
            var outward = face == SolidView.RoundFace
                ? new Vector(normal.X[0], normal.Y[0], normal.Z[0])
                : (face % 2 == 0 ? -1.0 : 1) * (face < 2 ? axes.X : face < 4 ? axes.Y : axes.Z);
            Assert.Equal(1, outward.Length, 1e-5);
            var border = inside * ray - solid.Centre;
            Assert.False(Inside(solid, axes.In(border + 0.001 * outward)));
            Assert.True(Inside(solid, axes.In(border - 0.001 * outward + 0.0003 * (ray - ray.Dot(outward) * outward))));
            Assert.True(outward.Dot(ray) < 0);
        }

        Assert.True(hits > 60 && misses > 20, $"{hits} hits, {misses} misses");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void From_the_inside_nothing_is_entered(string name)
    {
        var solid = new RoomSolid(Enum.Parse<RoomShape>(name), default, Frame.Identity, new(0.5, 0.5, 0.5), RoomPart.None, new(default));
        Assert.True(float.IsInfinity(new SolidView(solid, new(0.1, -0.1, 0.2)).Distance(Packet.Of(new(0.3, 0.2, 1)))[0]));
    }

    private static bool Inside(RoomSolid solid, Vector local) => solid.Shape switch
    {
        RoomShape.Box => Math.Abs(local.X) < solid.Half.X && Math.Abs(local.Y) < solid.Half.Y && Math.Abs(local.Z) < solid.Half.Z,
        RoomShape.Sphere => local.Length < solid.Half.X,
        _ => Math.Abs(local.Y) < solid.Half.Y && local.X * local.X + local.Z * local.Z < solid.Half.X * solid.Half.X,
    };
}
