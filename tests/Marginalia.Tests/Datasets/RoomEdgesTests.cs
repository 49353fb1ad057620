using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class RoomEdgesTests
{
    [Fact]
    public void An_empty_room_has_creases_where_its_faces_meet_and_no_edges()
    {
        var design = RoomsDesign.Plain with { MinSolids = 0, MaxSolids = 0 };
        using var data = new Rooms(Split.Train, 10, design: design, fields: ["edge", "crease", "normal"]);
        Assert.Equal(0, data["edge"].sum().ToDouble());
        Assert.True(data["crease"].eq(Bends(data["normal"])).all().ToBoolean());
    }

    [Fact]
    public void A_pixel_is_an_edge_exactly_where_something_far_behind_it_begins()
    {
        // Of a lone sphere: its pixels beside one that is not, unless what is there is the floor that it stands on, just behind it.
        var design = RoomsDesign.Plain with { MinSolids = 1, MaxSolids = 1 };
        using var data = new Rooms(Split.Train, 40, design: design, fields: ["edge", "crease", "instance", "depth", "segmentation"]);
        int edges = 0, joined = 0;
        for (int i = 0; i < data.Count; i++)
        {
            bool isSphere = data["segmentation"][i].eq((long)RoomClass.Sphere).any().ToBoolean();
            double[] edge = Numbers.ToArray(data["edge"][i]), id = Numbers.ToArray(data["instance"][i]), depth = Numbers.ToArray(data["depth"][i]);
            double[] crease = Numbers.ToArray(data["crease"][i]);
            for (int y = 1; y < 47; y++)
                for (int x = 1; x < 63; x++)
                {
                    int at = y * 64 + x;
                    int[] others = [.. new[] { at - 1, at + 1, at - 64, at + 64 }.Where(other => id[other] != id[at])];
                    if (id[at] == 0 || others.Length == 0)
                    {
                        Assert.Equal(0, edge[at]); // the floor and the walls are behind all else
                        continue;
                    }

                    double gap = others.Max(other => depth[other] - depth[at]);
                    if (isSphere && gap > 0.4)
                        Assert.Equal(1, edge[at]);
                    else if (gap < 0.02 * depth[at] && isSphere == false)
                        Assert.Equal(0, edge[at]); // where a box stands on the floor
                    (edges, joined) = (edges + (edge[at] == 1 ? 1 : 0), joined + (edge[at] == 0 && crease[at] == 1 ? 1 : 0));
                }
        }

        Assert.True(edges > 300 && joined > 50, $"{edges} edges, {joined} joined");
    }

    [Fact]
    public void Edges_are_where_depth_jumps_in_furnished_rooms()
    {
        // A border with a big jump of depth between different instances is an edge on its nearer side; one without any jump is none.
        using var data = new Rooms(Split.Train, 20, design: new(Height: 96, Width: 128), fields: ["edge", "depth", "instance"]);
        var (depth, edge, id) = (data["depth"].squeeze(1), data["edge"].squeeze(1), data["instance"]);
        Tensor Near(Tensor t) => t.narrow(2, 0, 127);
        Tensor Far(Tensor t) => t.narrow(2, 1, 127);
        var jump = Near(id).ne(Far(id)).logical_and((Far(depth) / Near(depth)).gt(1.3));
        double found = Near(edge).masked_select(jump).mean().ToDouble();
        Assert.True(jump.sum().ToInt64() > 500);
        Assert.InRange(found, 0.97, 1);
        double share = edge.mean().ToDouble();
        Assert.InRange(share, 0.01, 0.1);
    }

    /// <summary>Pixels with a neighbour whose normal differs by more than 20 degrees.</summary>
    private static Tensor Bends(Tensor normal)
    {
        var (count, height, width) = (normal.shape[0], normal.shape[2], normal.shape[3]);
        var bent = zeros(count, 1, height, width);
        foreach (int axis in new[] { 2, 3 })
        {
            long length = normal.shape[axis] - 1;
            var here = (normal.narrow(axis, 0, length) * normal.narrow(axis, 1, length)).sum([1L], keepdim: true).lt(Math.Cos(Math.PI / 9)).to(ScalarType.Float32);
            bent.narrow(axis, 0, length).add_(here);
            bent.narrow(axis, 1, length).add_(here);
        }

        return bent.gt(0).to(ScalarType.Float32);
    }
}
