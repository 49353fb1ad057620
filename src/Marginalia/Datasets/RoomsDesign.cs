namespace Marginalia.Datasets;

/// <summary>The law of <see cref="Rooms"/>: size of the images, camera, furniture, light and sensors. Angles are in radians.</summary>
/// <param name="Height">Rows of the images, at least 16.</param>
/// <param name="Width">Columns of the images, at least 16.</param>
/// <param name="FieldOfView">Angle between the leftmost and the rightmost ray.</param>
/// <param name="MaxYaw">Largest turn of the camera to either side.</param>
/// <param name="MinPitch">Smallest tilt of the camera; positive looks down.</param>
/// <param name="MaxPitch">Largest tilt of the camera.</param>
/// <param name="MinSolids">Fewest loose boxes and spheres: the clutter.</param>
/// <param name="MaxSolids">Most loose boxes and spheres.</param>
/// <param name="Noise">Standard deviation of the noise on a colour of 0 .. 1.</param>
/// <param name="Style">Look of the rooms.</param>
/// <param name="MinFurniture">Fewest pieces of furniture, 0 .. 9; one that finds no place is left out. None in plain rooms.</param>
/// <param name="MaxFurniture">Most pieces of furniture, at most 9.</param>
/// <param name="MinFixtures">Fewest windows, doors and pictures, 0 .. 6. None in plain rooms.</param>
/// <param name="MaxFixtures">Most windows, doors and pictures, at most 6.</param>
/// <param name="MinLights">Fewest lamps, 1 .. 3. One in plain rooms.</param>
/// <param name="MaxLights">Most lamps, at most 3.</param>
/// <param name="Shadows">Whether lamps throw hard shadows.</param>
/// <param name="MinBrightness">Smallest factor on all light.</param>
/// <param name="MaxBrightness">Largest factor on all light.</param>
/// <param name="MinWarmth">Coldest light, -1 (blue) .. 1 (orange), 0 is white.</param>
/// <param name="MaxWarmth">Warmest light.</param>
/// <param name="MissingDepth">Whether <c>depth</c> is that of a sensor with structured light, as in NYUv2, with zeros where it fails; <c>depth_exact</c> stays.</param>
public sealed record RoomsDesign(
    int Height = 48, int Width = 64, double FieldOfView = Math.PI / 3, double MaxYaw = 0.6, double MinPitch = 0, double MaxPitch = 0.4,
    int MinSolids = 3, int MaxSolids = 6, double Noise = 0.015, RoomStyle Style = RoomStyle.Home, int MinFurniture = 4, int MaxFurniture = 7,
    int MinFixtures = 2, int MaxFixtures = 4, int MinLights = 2, int MaxLights = 3, bool Shadows = true, double MinBrightness = 0.85,
    double MaxBrightness = 1.15, double MinWarmth = -0.2, double MaxWarmth = 0.6, bool MissingDepth = false)
{
    /// <summary>Boxes and spheres in plain colours, one white lamp, no shadows: rooms that a very small network learns in a minute. Five classes.</summary>
    public static RoomsDesign Plain { get; } = new(
        Style: RoomStyle.Plain, MinFurniture: 0, MaxFurniture: 0, MinFixtures: 0, MaxFixtures: 0, MinLights: 1, MaxLights: 1, Shadows: false,
        MinBrightness: 1, MaxBrightness: 1, MinWarmth: 0, MaxWarmth: 0);

    /// <summary>The size of NYUv2 as in multi-task learning, 288 x 384, with a sensor's noise and missing depth.</summary>
    public static RoomsDesign Sensor { get; } = new(Height: 288, Width: 384, Noise: 0.025, MissingDepth: true);

    /// <summary>Dim and orange light from one or two lamps: a shift of the light alone.</summary>
    public static RoomsDesign Dim { get; } = new(MinLights: 1, MaxLights: 2, MinBrightness: 0.35, MaxBrightness: 0.6, MinWarmth: 0.7, MaxWarmth: 1);

    /// <summary>Any colour and pattern on everything: a shift of the appearance alone.</summary>
    public static RoomsDesign Motley { get; } = new(Style: RoomStyle.Motley);

    /// <summary>More furniture and twice the loose things: a shift of the layout alone.</summary>
    public static RoomsDesign Cluttered { get; } = new(MinSolids: 8, MaxSolids: 14, MinFurniture: 7, MaxFurniture: 9, MinFixtures: 4, MaxFixtures: 6);

    /// <summary>Pixels per unit of x / z and of y / z.</summary>
    public double FocalLength
    {
        get
        {
            var (sine, cosine) = PortableMath.SinCos(FieldOfView / 2);
            return Width / 2.0 * cosine / sine;
        }
    }

    /// <summary>Number of values of <c>segmentation</c>: 5 in plain rooms, 15 in furnished ones.</summary>
    public int Classes => Style == RoomStyle.Plain ? 1 + (int)RoomClass.Sphere : Enum.GetValues<RoomClass>().Length;

    /// <summary>Rows of <c>boxes</c>, <c>box_labels</c> and <c>keypoints</c>: the most objects that a room can have.</summary>
    public int MaxObjects => Style == RoomStyle.Plain ? Math.Max(1, MaxSolids) : MaxSolids + MaxFurniture + MaxFixtures + 2; // a rug, a lamp on the ceiling

    internal void Validate()
    {
        if (Height < 16 || Width < 16)
            throw new ArgumentException($"Rooms: size {Height}x{Width} is smaller than 16x16; pass height and width >= 16.");
        if (!(FieldOfView is > 0 and < Math.PI && MaxYaw is >= 0 and <= Math.PI && MinPitch <= MaxPitch && Math.Max(-MinPitch, MaxPitch) <= Math.PI / 2))
            throw new ArgumentException(
                $"Rooms: field of view {FieldOfView}, yaw up to {MaxYaw} and pitch {MinPitch} .. {MaxPitch} are given; expected radians, "
                + "a field of view between 0 and pi, a yaw of 0 .. pi and a pitch from low to high within +-pi/2.");
        CheckRange("solids", MinSolids, MaxSolids, 0, 100);
        CheckRange("pieces of furniture", MinFurniture, MaxFurniture, 0, 9);
        CheckRange("fixtures", MinFixtures, MaxFixtures, 0, 6);
        CheckRange("lamps", MinLights, MaxLights, 1, 3);
        CheckRange("brightness", MinBrightness, MaxBrightness, 0, 10);
        CheckRange("warmth", MinWarmth, MaxWarmth, -1, 1);
        CheckRange("noise", Noise, Noise, 0, 1);
        if (Style == RoomStyle.Plain && (MaxFurniture > 0 || MaxFixtures > 0 || MaxLights > 1))
            throw new ArgumentException(
                $"Rooms: plain rooms have one lamp, no furniture and no fixtures; up to {MaxLights}, {MaxFurniture} and {MaxFixtures} are given. "
                + "Start from RoomsDesign.Plain, or choose another style.");
    }

    private static void CheckRange(string what, double low, double high, double least, double most)
    {
        if (!(least <= low && low <= high && high <= most))
            throw new ArgumentException($"Rooms: {what} {low} .. {high} is given; expected a range from low to high within {least} .. {most}.");
    }
}
