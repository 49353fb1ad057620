namespace Marginalia.Datasets.RoomScenes;

/// <summary>A convex solid.</summary>
/// <param name="Shape">Form.</param>
/// <param name="Centre">Middle, in metres.</param>
/// <param name="Axes">Directions of its axes.</param>
/// <param name="Half">Half sizes along the axes; a sphere has its radius in x, a cylinder has its radius in x and z.</param>
/// <param name="Part">Which part of its object it is.</param>
/// <param name="Material">Colour and texture.</param>
internal sealed record RoomSolid(RoomShape Shape, Vector Centre, Frame Axes, Vector Half, RoomPart Part, RoomMaterial Material)
{
    /// <summary>Radius of a sphere about the centre that holds it.</summary>
    public double Reach => Shape == RoomShape.Sphere ? Half.X : Half.Length;

    /// <summary>Corner 0 .. 7 of a box: bit 0 is the side along x, bit 1 along y, bit 2 along z.</summary>
    public Vector Corner(int index) => Centre + Axes.Out(new(
        (index & 1) == 0 ? -Half.X : Half.X, (index & 2) == 0 ? -Half.Y : Half.Y, (index & 4) == 0 ? -Half.Z : Half.Z));

    /// <summary>Moved from the coordinates of its object to those of the room.</summary>
    public RoomSolid Placed(Vector position, Frame frame) => this with { Centre = position + frame.Out(Centre), Axes = Axes.Within(frame) };

    /// <summary>Seen in a mirror at x = 0.</summary>
    public RoomSolid Mirrored() => this with { Centre = Centre.Mirrored(), Axes = Axes.Mirrored() };
}
