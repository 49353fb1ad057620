using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>
/// Where a depth sensor with structured light sees nothing, as that of NYUv2: behind borders that its projector, 7.5 cm to the left of the camera,
/// does not light; on glossy things; at a grazing angle (below 7 degrees; on dark surfaces, which send little light back, below 30); beyond 6 m;
/// and in random blobs.
/// </summary>
internal static class DepthSensor
{
    /// <summary>Added to the split, it names the stream of the blobs.</summary>
    private const int BlobStream = 32;

    private const double Baseline = 0.075;

    private const float Farthest = 6, LeastBlob = 0.8f;

    /// <summary>Least cosine between the normal and the ray, and colour below which a surface is dark.</summary>
    private const double LeastCosine = 0.12, LeastCosineOfDark = 0.5, Dark = 0.25;

    /// <summary>Sets depth to 0 where it is missing.</summary>
    public static void Erase(RoomFrame frame, Span<float> depth)
    {
        var (design, scene, width) = (frame.Design, frame.Scene, frame.Design.Width);
        var random = new SeededRandom(frame.Key.Seed, (long)frame.Key.Split + BlobStream, frame.Key.Index);
        double size = 12.0 / width; // twelve blobs from left to right
        var blobs = new RoomMaterial(default, Texture: RoomTexture.Clouds, Seed: (int)random.NextInt64(1 << 20));
        var least = Array.ConvertAll(frame.Surfaces, surface => LeastCosineOf(surface.Material));

        var shift = -Baseline * scene.Camera.Axes.X;
        var projector = new RoomView(scene, scene.Camera.Eye + shift);
        var (right, up, forward) = (Packet.Of(scene.Camera.Axes.X), Packet.Of(scene.Camera.Axes.Y), Packet.Of(scene.Camera.Axes.Z));
        var columns = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);
        Span<float> cosines = stackalloc float[Lanes.Count];
        for (int y = 0; y < design.Height; y++)
            for (int x = 0; x < width; x += Lanes.Count)
            {
                int at = y * frame.Stride + x;
                var column = Vector256.Create((float)x) + columns;
                var across = (column + Vector256.Create((float)(0.5 - width / 2.0))) * Vector256.Create((float)(1 / design.FocalLength));
                var down = Vector256.Create((float)((design.Height / 2.0 - y - 0.5) / design.FocalLength));
                var distance = Vector256.Create(frame.Depth, at);
                var points = distance * (across * right + down * up + forward) - Packet.Of(shift);
                var missing = projector.Hides(points, Floats.AllBitsSet, shadows: false);

                // Against the view the normal's cosine is -n.r / |r|.
                var view = new Packet(across, down, Floats.One);
                var normal = new Packet(Vector256.Create(frame.NormalX, at), Vector256.Create(frame.NormalY, at), Vector256.Create(frame.NormalZ, at));
                ((Floats.Zero - normal.Dot(view)) / Vector256.Sqrt(view.Dot(view))).CopyTo(cosines);
                missing |= Vector256.GreaterThan(distance, Vector256.Create(Farthest));
                var blob = RoomPattern.Share(
                    blobs, column * Vector256.Create((float)size), Vector256.Create((float)(y * size)), Floats.Zero);
                missing |= Vector256.GreaterThan(blob, Vector256.Create(LeastBlob));

                uint bits = Vector256.ExtractMostSignificantBits(missing);
                for (int k = 0; k < Math.Min(Lanes.Count, width - x); k++)
                    if ((bits >> k & 1) == 1 || cosines[k] < least[frame.Surface[at + k]])
                        depth[y * width + x + k] = 0;
            }
    }

    private static float LeastCosineOf(RoomMaterial material)
    {
        var (red, green, blue) = material.Colour;
        return material.IsGlossy ? float.PositiveInfinity : (float)((red + green + blue) / 3 < Dark ? LeastCosineOfDark : LeastCosine);
    }
}
