using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Rooms with boxes and spheres, ray-cast, with exact targets for every pixel: a generated counterpart of the indoor data sets of multi-task
/// learning, such as NYUv2. Names: <c>image</c> [N, 3, H, W] float32, red, green, blue in 0 .. 1, multiples of 1/255; <c>depth</c> [N, 1, H, W]
/// float32, metres along the optical axis; <c>normal</c> [N, 3, H, W] float32, unit vectors that point out of the surface, towards the camera;
/// <c>segmentation</c> [N, H, W] int64, a <see cref="RoomClass"/>; <c>instance</c> [N, H, W] int64, 1, 2, ... for boxes and spheres, 0 elsewhere;
/// <c>centroid</c> [N, 2, H, W] float32, from the pixel to the centroid of its instance's visible pixels, in columns to the right and rows
/// downwards, 0 where there is no instance.
/// </summary>
/// <remarks>
/// The camera's frame, that of the normals, has x to the right, y up and z forward: a floor that is seen from a level camera has the normal
/// (0, 1, 0). A pixel in column u and row v of depth z is the point ((u + 1/2 - W/2) z / f, (H/2 - v - 1/2) z / f, z), with f of
/// <see cref="RoomsDesign.FocalLength"/>. An example is a pure function of (seed, split, index, design), the same bytes on every machine and
/// whatever the number of threads; noise has a stream of its own, so that it leaves all else alone.
/// Of the pixels of the default design, 22 % are floor, 6 % ceiling, 53 % wall, 13 % boxes, 6 % spheres; depths are 0.7 to 6.5 m.
/// </remarks>
public sealed class Rooms : TensorDataset
{
    /// <summary>Added to the split, it names the stream of the noise.</summary>
    private const int NoiseStream = 16;

    /// <summary>Renders the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Size, camera and furniture; null is the default design.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public Rooms(Split split, int count, long seed = 7, RoomsDesign? design = null)
        : base(Render(split, count, seed, design ?? new()))
    {
        Design = design ?? new();
    }

    /// <summary>Size, camera and furniture.</summary>
    public RoomsDesign Design { get; }

    /// <summary>Number of values of <c>segmentation</c>.</summary>
    public static int Classes => Enum.GetValues<RoomClass>().Length;

    private static (string, Tensor)[] Render(Split split, int count, long seed, RoomsDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();
        var (height, width) = (design.Height, design.Width);
        var images = new RoomImages(count, height, width);
        Parallel.For(0, count, index =>
        {
            var scene = RoomScene.Draw(seed, split, index, design);
            RoomRenderer.Render(scene, design, new SeededRandom(seed, (long)split + NoiseStream, index), images, index);
            images.PointToCentroids(index, scene.Solids.Count);
        });

        return
        [
            ("image", tensor(images.Image, count, 3, height, width)),
            ("depth", tensor(images.Depth, count, 1, height, width)),
            ("normal", tensor(images.Normal, count, 3, height, width)),
            ("segmentation", tensor(images.Segmentation, count, height, width)),
            ("instance", tensor(images.Instance, count, height, width)),
            ("centroid", tensor(images.Centroid, count, 2, height, width)),
        ];
    }
}
