using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>The camera as matrices, and the corners of objects in its picture.</summary>
internal static class RoomKeypoints
{
    private const double NearPlane = 0.05;

    /// <summary>Row k: the eight corners of the first solid of instance k + 1, if that is a box, else zeros.</summary>
    public static void Write(RoomFrame frame, Span<float> to)
    {
        to.Clear();
        var (design, camera) = (frame.Design, frame.Scene.Camera);
        Span<float> x = stackalloc float[8], y = stackalloc float[8], z = stackalloc float[8];
        for (int k = 0; k < frame.Scene.Objects.Count; k++)
        {
            if (frame.Scene.Objects[k].Solids[0] is not { Shape: RoomShape.Box } box)
                continue;
            for (int corner = 0; corner < 8; corner++)
            {
                var way = box.Corner(corner) - camera.Eye;
                (x[corner], y[corner], z[corner]) = ((float)way.X, (float)way.Y, (float)way.Z);
            }

            var ways = new Packet(Vector256.Create<float>(x), Vector256.Create<float>(y), Vector256.Create<float>(z));
            uint hidden = Vector256.ExtractMostSignificantBits(frame.View.Hides(ways, Floats.AllBitsSet, shadows: false));
            for (int corner = 0; corner < 8; corner++)
            {
                var point = camera.Axes.In(box.Corner(corner) - camera.Eye);
                if (point.Z < NearPlane)
                    continue;
                double u = design.Width / 2.0 + design.FocalLength * point.X / point.Z, v = design.Height / 2.0 - design.FocalLength * point.Y / point.Z;
                if (u >= 0 && u < design.Width && v >= 0 && v < design.Height)
                    ((ReadOnlySpan<float>)[(float)u, (float)v, (hidden >> corner & 1) == 1 ? 1 : 2]).CopyTo(to[((k * 8 + corner) * 3)..]);
            }
        }
    }

    /// <summary>K: K (x, y, z) / z of a point in the camera's frame is (column, row, 1), in pixels from the upper left corner.</summary>
    public static void WriteIntrinsics(RoomFrame frame, Span<float> to)
    {
        float focal = (float)frame.Design.FocalLength;
        ((ReadOnlySpan<float>)[focal, 0, frame.Design.Width / 2f, 0, -focal, frame.Design.Height / 2f, 0, 0, 1]).CopyTo(to);
    }

    /// <summary>From the camera's frame to the room's, homogeneous.</summary>
    public static void WritePose(RoomFrame frame, Span<float> to)
    {
        var (eye, axes) = (frame.Scene.Camera.Eye, frame.Scene.Camera.Axes);
        ReadOnlySpan<double> pose =
        [
            axes.X.X, axes.Y.X, axes.Z.X, eye.X,
            axes.X.Y, axes.Y.Y, axes.Z.Y, eye.Y,
            axes.X.Z, axes.Y.Z, axes.Z.Z, eye.Z,
            0, 0, 0, 1,
        ];
        for (int k = 0; k < pose.Length; k++)
            to[k] = (float)pose[k];
    }
}
