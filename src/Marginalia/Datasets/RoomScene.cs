namespace Marginalia.Datasets;

/// <summary>A room [-HalfWidth, HalfWidth] x [0, Height] x [-HalfDepth, HalfDepth] in metres, what stands in it, a lamp and a camera.</summary>
internal sealed record RoomScene(
    double HalfWidth, double HalfDepth, RoomCamera Camera, Vector Lamp, Vector FloorColour, Vector CeilingColour, Vector WallColour,
    IReadOnlyList<RoomSolid> Solids)
{
    public const double Height = 2.5;

    /// <summary>
    /// The scene of an example. Integers are drawn before fractions, everything in this order and always; what is new goes to the end. Every
    /// solid has a stream of its own.
    /// </summary>
    public static RoomScene Draw(long seed, Split split, long index, RoomsDesign design)
    {
        var random = new SeededRandom(seed, (long)split, index);
        int solids = design.MinSolids + (int)random.NextInt64(design.MaxSolids - design.MinSolids + 1);
        double halfWidth = random.NextUniform(2.6, 3.2), halfDepth = random.NextUniform(2.6, 3.4);
        var eye = new Vector(random.NextUniform(-0.75, 0.75), random.NextUniform(1.2, 1.6), random.NextUniform(-2.2, -1.8));
        double yaw = random.NextUniform(-design.MaxYaw, design.MaxYaw), pitch = random.NextUniform(design.MinPitch, design.MaxPitch);
        var lamp = new Vector(random.NextUniform(-1, 1), Height - 0.1, random.NextUniform(-1, 1));
        return new(
            halfWidth, halfDepth, new RoomCamera(eye, yaw, pitch), lamp, Colour(random), Colour(random), Colour(random),
            [.. Enumerable.Range(0, solids).Select(k => Solid(new SeededRandom(seed, (long)split, index, k)))]);
    }

    private static RoomSolid Solid(SeededRandom random)
    {
        bool isBox = random.NextInt64(2) == 0;
        double x = random.NextUniform(-1.5, 1.5), z = random.NextUniform(-0.8, 1.5), radius = random.NextUniform(0.2, 0.45);
        var half = new Vector(random.NextUniform(0.18, 0.53), random.NextUniform(0.18, 0.53), random.NextUniform(0.18, 0.53));
        var (sine, cosine) = PortableMath.SinCos(random.NextUniform(0, Math.PI / 2));
        var colour = Colour(random);
        return isBox ? new RoomBox(new(x, half.Y, z), half, sine, cosine, colour) : new RoomSphere(new(x, radius, z), radius, colour);
    }

    private static Vector Colour(SeededRandom random) =>
        new(random.NextUniform(0.2, 1), random.NextUniform(0.2, 1), random.NextUniform(0.2, 1));
}
