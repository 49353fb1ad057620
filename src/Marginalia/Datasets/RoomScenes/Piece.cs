namespace Marginalia.Datasets.RoomScenes;

/// <summary>
/// A thing while it is put together, in its own coordinates: y = 0 is the floor it stands on, its front faces -z, its back +z.
/// The first solid is the one whose corners become keypoints.
/// </summary>
internal sealed class Piece(RoomClass kind, bool castsShadow = true)
{
    private readonly List<RoomSolid> solids = [];

    /// <summary>Half sizes of the rectangle it covers on the floor.</summary>
    public double HalfWidth => solids.Max(solid => Math.Abs(solid.Centre.X) + Extent(solid, axes => axes.X));

    /// <inheritdoc cref="HalfWidth"/>
    public double HalfDepth => solids.Max(solid => Math.Abs(solid.Centre.Z) + Extent(solid, axes => axes.Z));

    /// <summary>Height of a surface that things can stand on, and the half sizes of that surface; null if there is none.</summary>
    public (double Height, double HalfWidth, double HalfDepth)? Support { get; init; }

    /// <summary>Adds a box of these sizes about a centre.</summary>
    public Piece Box(RoomPart part, RoomMaterial material, Vector centre, double width, double height, double depth, Frame? axes = null) =>
        Add(RoomShape.Box, part, material, centre, new(width / 2, height / 2, depth / 2), axes);

    /// <summary>Adds a cylinder about a centre.</summary>
    public Piece Cylinder(RoomPart part, RoomMaterial material, Vector centre, double radius, double height, Frame? axes = null) =>
        Add(RoomShape.Cylinder, part, material, centre, new(radius, height / 2, radius), axes);

    /// <summary>Adds a sphere about a centre.</summary>
    public Piece Sphere(RoomPart part, RoomMaterial material, Vector centre, double radius) =>
        Add(RoomShape.Sphere, part, material, centre, new(radius, radius, radius), null);

    /// <summary>The object at a place in the room.</summary>
    public RoomObject Place(Vector position, Frame frame) => new(kind, [.. solids.Select(solid => solid.Placed(position, frame))], castsShadow);

    private Piece Add(RoomShape shape, RoomPart part, RoomMaterial material, Vector centre, Vector half, Frame? axes)
    {
        solids.Add(new(shape, centre, axes ?? Frame.Identity, half, part, material));
        return this;
    }

    private static double Extent(RoomSolid solid, Func<Vector, double> along) =>
        Math.Abs(along(solid.Axes.X)) * solid.Half.X + Math.Abs(along(solid.Axes.Y)) * solid.Half.Y + Math.Abs(along(solid.Axes.Z)) * solid.Half.Z;
}
