namespace Marginalia.Datasets.RoomScenes;

/// <summary>A pinhole camera. Its axes: x to the right, y up, z forward; the room's: y up, z from the camera to the back wall.</summary>
/// <param name="Eye">Where it stands, in the room's frame.</param>
/// <param name="Axes">Its axes, in the room's frame.</param>
internal sealed record RoomCamera(Vector Eye, Frame Axes)
{
    /// <param name="eye">Where it stands, in the room's frame.</param>
    /// <param name="yaw">Turn to the right, in radians.</param>
    /// <param name="pitch">Tilt downwards, in radians.</param>
    public RoomCamera(Vector eye, double yaw, double pitch)
        : this(eye, Frame.Tilted(pitch).Within(Frame.Turned(yaw)))
    {
    }

    /// <summary>Seen in a mirror at x = 0; right stays right, so that its picture is mirrored too.</summary>
    public RoomCamera Mirrored() => new(Eye.Mirrored(), new(-1 * Axes.X.Mirrored(), Axes.Y.Mirrored(), Axes.Z.Mirrored()));
}
