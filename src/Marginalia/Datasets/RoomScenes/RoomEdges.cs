using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>
/// Occlusion edges and creases. Between two neighbouring pixels (in a row or a column) that show different solids the border is found by
/// bisection to 1/256 of a pixel; where depth jumps there by more than 2 %, the pixel that shows the nearer surface is an edge. Pixels
/// are a crease where a neighbour shows another surface whose normal differs by more than 20 degrees and depth does not jump. Neighbours on one
/// solid, and on the inside of the room, are joined, since both are convex.
/// </summary>
internal static class RoomEdges
{
    private const float Jump = 0.02f, CosineOfCrease = 0.93969262f;

    private const int Halvings = 8;

    public static void Write(RoomFrame frame, Span<float> to, bool creases)
    {
        to.Clear();
        var (design, width) = (frame.Design, frame.Design.Width);
        var pairs = new List<(int Near, int Far)>(); // pixels that show different solids
        for (int y = 0; y < design.Height; y++)
            for (int x = 0; x < width; x++)
            {
                int here = y * frame.Stride + x;
                if (x + 1 < width)
                    Compare(here, here + 1, to);
                if (y + 1 < design.Height)
                    Compare(here, here + frame.Stride, to);
            }

        var jumps = new bool[Lanes.Count];
        for (int first = 0; first < pairs.Count; first += Lanes.Count)
        {
            var eight = pairs.GetRange(first, Math.Min(Lanes.Count, pairs.Count - first));
            FindJumps(frame, eight, jumps);
            for (int k = 0; k < eight.Count; k++)
            {
                var (near, far) = eight[k];
                if (creases && !jumps[k] && IsBent(frame, near, far))
                    to[Unpadded(near)] = to[Unpadded(far)] = 1;
                if (!creases && jumps[k])
                    to[Unpadded(near)] = 1;
            }
        }

        int Unpadded(int at) => at / frame.Stride * width + at % frame.Stride;

        void Compare(int a, int b, Span<float> marks)
        {
            if (frame.Surface[a] == frame.Surface[b])
                return;
            if (frame.Surface[a] / 8 != frame.Surface[b] / 8)
                pairs.Add((frame.Depth[a], frame.Surface[a]).CompareTo((frame.Depth[b], frame.Surface[b])) < 0 ? (a, b) : (b, a));
            else if (creases && IsBent(frame, a, b))
                marks[Unpadded(a)] = marks[Unpadded(b)] = 1;
        }
    }

    private static bool IsBent(RoomFrame frame, int a, int b) =>
        frame.NormalX[a] * frame.NormalX[b] + frame.NormalY[a] * frame.NormalY[b] + frame.NormalZ[a] * frame.NormalZ[b] < CosineOfCrease;

    /// <summary>Whether depth jumps where the solid that the nearer pixel of a pair shows ends, on the way to the other.</summary>
    private static void FindJumps(RoomFrame frame, List<(int Near, int Far)> pairs, bool[] jumps)
    {
        Span<float> x = stackalloc float[Lanes.Count], y = stackalloc float[Lanes.Count], across = stackalloc float[Lanes.Count];
        Span<float> upward = stackalloc float[Lanes.Count], near = stackalloc float[Lanes.Count], far = stackalloc float[Lanes.Count];
        Span<int> solid = stackalloc int[Lanes.Count];
        double focal = frame.Design.FocalLength;
        for (int k = 0; k < pairs.Count; k++)
        {
            var (from, to) = pairs[k];
            x[k] = (float)((from % frame.Stride + 0.5 - frame.Design.Width / 2.0) / focal);
            y[k] = (float)((frame.Design.Height / 2.0 - from / frame.Stride - 0.5) / focal);
            across[k] = (float)(Math.Abs(to - from) == 1 ? (to - from) / focal : 0);
            upward[k] = (float)(Math.Abs(to - from) == 1 ? 0 : Math.Sign(from - to) / focal);
            (solid[k], near[k], far[k]) = (frame.Surface[from] / 8, frame.Depth[from], frame.Depth[to]);
        }

        var axes = frame.Scene.Camera.Axes;
        Packet right = Packet.Of(axes.X), up = Packet.Of(axes.Y), forward = Packet.Of(axes.Z);
        Floats startX = Vector256.Create<float>(x), startY = Vector256.Create<float>(y);
        Floats stepX = Vector256.Create<float>(across), stepY = Vector256.Create<float>(upward);
        Floats inside = Vector256.Create<float>(near), outside = Vector256.Create<float>(far), way = Floats.Zero, half = Vector256.Create(0.5f);
        var own = Vector256.Create<int>(solid);
        for (int k = 0; k < Halvings; k++, half *= Vector256.Create(0.5f))
        {
            var middle = way + half;
            var (distance, surface) = frame.View.Trace((startX + middle * stepX) * right + (startY + middle * stepY) * up + forward);
            var same = Vector256.Equals(Vector256.ShiftRightLogical(surface, 3), own).AsSingle();
            way = Lanes.Select(same, middle, way);
            inside = Lanes.Select(same, distance, inside);
            outside = Lanes.Select(same, outside, distance);
        }

        var gap = Vector256.Abs(inside - outside);
        uint bits = Vector256.ExtractMostSignificantBits(Vector256.GreaterThan(gap, Vector256.Create(Jump) * Lanes.Min(inside, outside)));
        for (int k = 0; k < pairs.Count; k++)
            jumps[k] = (bits >> k & 1) == 1;
    }
}
