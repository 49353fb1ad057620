namespace Marginalia.Datasets;

/// <summary>The law of <see cref="Rooms"/>: size of the images, camera and furniture. Angles are in radians.</summary>
/// <param name="Height">Rows of the images, at least 16.</param>
/// <param name="Width">Columns of the images, at least 16.</param>
/// <param name="FieldOfView">Angle between the leftmost and the rightmost ray.</param>
/// <param name="MaxYaw">Largest turn of the camera to either side.</param>
/// <param name="MinPitch">Smallest tilt of the camera; positive looks down.</param>
/// <param name="MaxPitch">Largest tilt of the camera.</param>
/// <param name="MinSolids">Fewest boxes and spheres.</param>
/// <param name="MaxSolids">Most boxes and spheres.</param>
/// <param name="Noise">Standard deviation of the noise on a colour of 0 .. 1.</param>
public sealed record RoomsDesign(
    int Height = 48, int Width = 64, double FieldOfView = Math.PI / 3, double MaxYaw = 0.6, double MinPitch = 0, double MaxPitch = 0.4,
    int MinSolids = 3, int MaxSolids = 6, double Noise = 0.015)
{
    /// <summary>Pixels per unit of x / z and of y / z.</summary>
    public double FocalLength
    {
        get
        {
            var (sine, cosine) = PortableMath.SinCos(FieldOfView / 2);
            return Width / 2.0 * cosine / sine;
        }
    }

    internal void Validate()
    {
        if (Height < 16 || Width < 16)
            throw new ArgumentException($"Rooms: size {Height}x{Width} is smaller than 16x16; pass height and width >= 16.");
        if (!(FieldOfView is > 0 and < Math.PI && MaxYaw is >= 0 and <= Math.PI && MinPitch <= MaxPitch && Math.Max(-MinPitch, MaxPitch) <= Math.PI / 2))
            throw new ArgumentException(
                $"Rooms: field of view {FieldOfView}, yaw up to {MaxYaw} and pitch {MinPitch} .. {MaxPitch} are given; expected radians, "
                + "a field of view between 0 and pi, a yaw of 0 .. pi and a pitch from low to high within +-pi/2.");
        if (MinSolids < 0 || MaxSolids < MinSolids)
            throw new ArgumentException($"Rooms: {MinSolids} .. {MaxSolids} solids are given; expected a range from 0 up.");
    }
}
