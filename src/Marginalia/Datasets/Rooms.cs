using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Furnished rooms, ray-cast, with exact targets for every pixel, held in memory: a generated counterpart of the indoor data sets of multi-task
/// learning, such as NYUv2. The fields asked for are rendered; the usual ones are image, depth, normal, segmentation, instance and centroid.
/// <list type="table">
/// <item><term><c>image</c></term><description>[N, 3, H, W] float32, red, green, blue in 0 .. 1, multiples of 1/255.</description></item>
/// <item><term><c>depth</c></term><description>[N, 1, H, W] float32, metres along the optical axis; 0 is missing, see <see cref="RoomsDesign.MissingDepth"/>.</description></item>
/// <item><term><c>depth_exact</c></term><description>[N, 1, H, W] float32, the same with nothing missing.</description></item>
/// <item><term><c>normal</c></term><description>[N, 3, H, W] float32, unit vectors that point out of the surface, towards the camera.</description></item>
/// <item><term><c>segmentation</c></term><description>[N, H, W] int64, a <see cref="RoomClass"/>.</description></item>
/// <item><term><c>instance</c></term><description>[N, H, W] int64, 1, 2, ... for objects, 0 for walls, floor and ceiling.</description></item>
/// <item><term><c>part</c></term><description>[N, H, W] int64, a <see cref="RoomPart"/>, 0 where there is none.</description></item>
/// <item><term><c>centroid</c></term><description>[N, 2, H, W] float32, from the pixel to the centroid of its instance's visible pixels, in
/// columns to the right and rows downwards, 0 where there is no instance.</description></item>
/// <item><term><c>edge</c></term><description>[N, 1, H, W] float32, 1 on the nearer side of a jump of depth by more than 2 % between two solids, else 0.</description></item>
/// <item><term><c>crease</c></term><description>[N, 1, H, W] float32, 1 on both sides of a bend by more than 20 degrees between surfaces that are joined, else 0.</description></item>
/// <item><term><c>saliency</c></term><description>[N, 1, H, W] float32, 1 on the thing in the room that covers most pixels, a pixel counted as
/// 1 - r^2 (r is 0 in the middle, 1 in the corners), and on every other that reaches half as much; 0 elsewhere, and on what hangs on walls or lies on the floor.</description></item>
/// <item><term><c>boxes</c></term><description>[N, M, 4] float32, row k the box around the visible pixels of instance k + 1: left, top, right, bottom from
/// pixel edge to pixel edge; zeros where nothing is visible. M is <see cref="RoomsDesign.MaxObjects"/>.</description></item>
/// <item><term><c>box_labels</c></term><description>[N, M] int64, a <see cref="RoomClass"/>, -1 where nothing is visible.</description></item>
/// <item><term><c>keypoints</c></term><description>[N, M, 8, 3] float32, the corners of the main box of instance k + 1: column and row in pixels (the
/// centre of the first pixel is 0.5), and 2 if visible, 1 if hidden, all 0 if outside the image or if the main solid is no box. Corner c is at the high end of the box's x axis
/// if bit 0 of c is set, of y for bit 1, of z for bit 2.</description></item>
/// <item><term><c>intrinsics</c></term><description>[N, 3, 3] float32: K p / z is (column, row, 1) of the point p = (x, y, z) in the camera's frame.</description></item>
/// <item><term><c>pose</c></term><description>[N, 4, 4] float32, from the camera's frame to the room's (x right, y up from the floor, z towards the back wall, metres).</description></item>
/// </list>
/// </summary>
/// <remarks>
/// The camera's frame, that of the normals, has x to the right, y up and z forward: a floor that is seen from a level camera has the normal
/// (0, 1, 0). A pixel in column u and row v of depth z is the point ((u + 1/2 - W/2) z / f, (H/2 - v - 1/2) z / f, z), with f of
/// <see cref="RoomsDesign.FocalLength"/>. An example is a pure function of (seed, split, index, design), the same bytes on every machine and
/// whatever the number of threads; noise has a stream of its own, so that it leaves all else alone.
/// Of the pixels of the default design, 47 % are wall, 18 % floor, 3 % ceiling; the twelve classes of things have 0.5 % (lamp) to 6 % (sofa) each.
/// Depths are 0.9 to 6.6 m. Rendering with the usual fields takes about 1 ms of one core at 48 x 64 and 10 ms at 288 x 384.
/// </remarks>
public sealed class Rooms : TensorDataset
{
    /// <summary>Grows whenever the bytes of an example change.</summary>
    public const int Version = 2;

    /// <summary>Renders the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Size, camera, furniture and light; null is the default design.</param>
    /// <param name="fields">Names of the tensors wanted, the network's input first; null is the usual ones.</param>
    /// <exception cref="ArgumentException">The count is not positive, the design is impossible, or there is no such field.</exception>
    public Rooms(Split split, int count, long seed = 7, RoomsDesign? design = null, IReadOnlyList<string>? fields = null)
        : base(Render(new RoomsOnDemand(split, count, seed, design, fields)))
    {
        Design = design ?? new();
    }

    /// <summary>
    /// The maps of <c>keypoints</c> as a task: the four lower corners of all boxes on map 0, the four upper ones on map 1. At 48 x 64 about a fifth of
    /// them are so near to another that both have one peak.
    /// </summary>
    public static IReadOnlyList<int> CornerMaps { get; } = [0, 0, 1, 1, 0, 0, 1, 1];

    /// <summary>Size, camera, furniture and light.</summary>
    public RoomsDesign Design { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => RoomsOnDemand.FieldsOf(Names);

    private static (string, Tensor)[] Render(RoomsOnDemand rooms)
    {
        var tensors = Array.ConvertAll(rooms.Rendered, field => empty([rooms.Count, .. field.Shape(rooms.Design)], field.Type));
        Parallel.For(0, rooms.Count, index =>
        {
            using var scope = NewDisposeScope();
            rooms.Render(index, Array.ConvertAll(tensors, whole => whole[index]));
        });
        return [.. rooms.Names.Zip(tensors)];
    }
}
