namespace Marginalia.Datasets;

/// <summary>A pinhole camera. Its frame: x to the right, y up, z forward; the room's: y up, z from the camera to the back wall.</summary>
internal sealed class RoomCamera
{
    private readonly Vector right, up, forward;

    /// <param name="eye">Where it stands, in the room's frame.</param>
    /// <param name="yaw">Turn to the right, in radians.</param>
    /// <param name="pitch">Tilt downwards, in radians.</param>
    public RoomCamera(Vector eye, double yaw, double pitch)
    {
        var (sinYaw, cosYaw) = PortableMath.SinCos(yaw);
        var (sinPitch, cosPitch) = PortableMath.SinCos(pitch);
        Eye = eye;
        right = new(cosYaw, 0, -sinYaw);
        up = new(sinYaw * sinPitch, cosPitch, cosYaw * sinPitch);
        forward = new(sinYaw * cosPitch, -sinPitch, cosYaw * cosPitch);
    }

    public Vector Eye { get; }

    public Vector ToRoom(Vector camera) => camera.X * right + camera.Y * up + camera.Z * forward;

    public Vector ToCamera(Vector room) => new(room.Dot(right), room.Dot(up), room.Dot(forward));
}
