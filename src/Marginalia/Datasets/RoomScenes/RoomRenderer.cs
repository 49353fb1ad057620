using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>Casts one ray through the centre of every pixel, eight pixels of a row at a time, and fills a <see cref="RoomFrame"/>.</summary>
internal static class RoomRenderer
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Render(RoomFrame frame, bool colours)
    {
        var (design, scene) = (frame.Design, frame.Scene);
        var shading = colours ? new RoomShading(frame) : null;
        double focal = design.FocalLength;
        var across = new float[frame.Stride];
        for (int x = 0; x < across.Length; x++)
            across[x] = (float)((x + 0.5 - design.Width / 2.0) / focal);
        var axes = scene.Camera.Axes;
        Packet right = Packet.Of(axes.X), up = Packet.Of(axes.Y), forward = Packet.Of(axes.Z);
        for (int y = 0; y < design.Height; y++)
        {
            var down = Vector256.Create((float)((design.Height / 2.0 - y - 0.5) / focal)) * up;
            for (int x = 0; x < frame.Stride; x += Lanes.Count)
            {
                // The ray has z = 1 in the camera's frame, so that a distance along it is a depth.
                var ray = Vector256.Create(across, x) * right + down + forward;
                int pixel = y * frame.Stride + x;
                var (distance, surface) = frame.View.Trace(ray);
                distance.CopyTo(frame.Depth, pixel);
                surface.CopyTo(frame.Surface, pixel);

                Packet normal = default, albedo = default;
                var glow = Floats.Zero;
                for (uint left = byte.MaxValue; left != 0;)
                {
                    int seen = frame.Surface[pixel + BitOperations.TrailingZeroCount(left)];
                    var mask = Vector256.Equals(surface, Vector256.Create(seen)).AsSingle();
                    left &= ~Vector256.ExtractMostSignificantBits(mask);
                    PutNormals(frame, pixel, seen, mask, ray, distance, ref normal);
                    shading?.Paint(seen, mask, ray, distance, normal, ref albedo, ref glow);
                }

                shading?.Light(pixel, ray, distance, normal, albedo, glow);
            }
        }
    }

    /// <summary>Writes the normals of one surface in the camera's frame, and keeps them in the room's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PutNormals(RoomFrame frame, int pixel, int seen, Floats mask, in Packet ray, Floats distance, ref Packet normal)
    {
        var surface = frame.Surfaces[seen];
        Packet room, view;
        if (surface.Face == SolidView.RoundFace)
        {
            room = frame.View.RoundNormal(seen, frame.View.Locate(seen, ray, distance));
            var axes = frame.Scene.Camera.Axes;
            view = new(Packet.Of(axes.X).Dot(room), Packet.Of(axes.Y).Dot(room), Packet.Of(axes.Z).Dot(room));
        }
        else
        {
            (room, view) = (Packet.Of(surface.Normal), Packet.Of(surface.View));
        }

        normal = Packet.Select(mask, room, normal);
        Put(view.X, frame.NormalX);
        Put(view.Y, frame.NormalY);
        Put(view.Z, frame.NormalZ);
        void Put(Floats value, float[] plane) => Lanes.Select(mask, value, Vector256.Create(plane, pixel)).CopyTo(plane, pixel);
    }
}
