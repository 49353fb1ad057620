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
        var pairs = new List<(int First, int Second)>(); // pixels that show different solids
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
                var (a, b) = eight[k];
                if (creases && !jumps[k] && IsBent(frame, a, b))
                    to[Unpadded(a)] = to[Unpadded(b)] = 1;
                if (!creases && jumps[k])
                    to[Unpadded(frame.Depth[a] < frame.Depth[b] ? a : b)] = 1;
            }
        }

        int Unpadded(int at) => at / frame.Stride * width + at % frame.Stride;

        void Compare(int a, int b, Span<float> marks)
        {
            if (frame.Surface[a] == frame.Surface[b])
                return;
            if (frame.Surface[a] / 8 != frame.Surface[b] / 8)
                pairs.Add((a, b));
            else if (creases && IsBent(frame, a, b))
                marks[Unpadded(a)] = marks[Unpadded(b)] = 1;
        }
    }

    private static bool IsBent(RoomFrame frame, int a, int b) =>
        frame.NormalX[a] * frame.NormalX[b] + frame.NormalY[a] * frame.NormalY[b] + frame.NormalZ[a] * frame.NormalZ[b] < CosineOfCrease;

    /// <summary>Whether depth jumps where the solid that the first pixel of a pair shows ends, on the way to the second.</summary>
    private static void FindJumps(RoomFrame frame, List<(int First, int Second)> pairs, bool[] jumps)
    {
        Span<float> x = stackalloc float[Lanes.Count], y = stackalloc float[Lanes.Count], acrossStep = stackalloc float[Lanes.Count];
        Span<int> solid = stackalloc int[Lanes.Count];
        Span<float> nearDepth = stackalloc float[Lanes.Count], farDepth = stackalloc float[Lanes.Count];
        double focal = frame.Design.FocalLength;
        for (int k = 0; k < pairs.Count; k++)
        {
            var (a, b) = pairs[k];
            x[k] = (float)((a % frame.Stride + 0.5 - frame.Design.Width / 2.0) / focal);
            y[k] = (float)((frame.Design.Height / 2.0 - a / frame.Stride - 0.5) / focal);
            acrossStep[k] = b == a + 1 ? 1 : 0;
            (solid[k], nearDepth[k], farDepth[k]) = (frame.Surface[a] / 8, frame.Depth[a], frame.Depth[b]);
        }

        var axes = frame.Scene.Camera.Axes;
        Packet right = Packet.Of(axes.X), up = Packet.Of(axes.Y), forward = Packet.Of(axes.Z);
        Floats startX = Vector256.Create<float>(x), startY = Vector256.Create<float>(y), across = Vector256.Create<float>(acrossStep);
        var pixel = Vector256.Create((float)(1 / focal));
        Floats low = Floats.Zero, step = Vector256.Create(0.5f);
        Floats first = Vector256.Create<float>(nearDepth), second = Vector256.Create<float>(farDepth);
        var own = Vector256.Create<int>(solid);
        for (int k = 0; k < Halvings; k++, step *= Vector256.Create(0.5f))
        {
            var middle = (low + step) * pixel;
            var ray = (startX + across * middle) * right + (startY - (Floats.One - across) * middle) * up + forward;
            var (distance, surface) = frame.View.Trace(ray);
            var same = Vector256.Equals(Vector256.ShiftRightLogical(surface, 3), own).AsSingle();
            low = Lanes.Select(same, low + step, low);
            first = Lanes.Select(same, distance, first);
            second = Lanes.Select(same, second, distance);
        }

        var gap = Vector256.Abs(first - second);
        var jumped = Vector256.GreaterThan(gap, Vector256.Create(Jump) * Lanes.Min(first, second));
        uint bits = Vector256.ExtractMostSignificantBits(jumped);
        for (int k = 0; k < pairs.Count; k++)
            jumps[k] = (bits >> k & 1) == 1;
    }
}
