namespace Marginalia.Datasets.RoomScenes;

/// <summary>Rooms of <see cref="RoomStyle.Plain"/>.</summary>
internal static class PlainScene
{
    private const double Height = 2.5;

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
        Vector floor = Colour(random), ceiling = Colour(random), wall = Colour(random);
        var light = LightColour.Draw(random, design);
        return new(
            halfWidth, Height, halfDepth, new RoomCamera(eye, yaw, pitch),
            [.. Enumerable.Range(0, solids).Select(k => Solid(new SeededRandom(seed, (long)split, index, k)))])
        {
            Floor = new(floor, 0.75 * floor, RoomTexture.Checker, 0.5, 0.5),
            Ceiling = new(ceiling),
            Wall = new(wall),
            Lights = [new(lamp, 0.65 * light)],
            Ambient = 0.35 * light,
        };
    }

    private static RoomObject Solid(SeededRandom random)
    {
        bool isBox = random.NextInt64(2) == 0;
        double x = random.NextUniform(-1.5, 1.5), z = random.NextUniform(-0.8, 1.5), radius = random.NextUniform(0.2, 0.45);
        var half = new Vector(random.NextUniform(0.18, 0.53), random.NextUniform(0.18, 0.53), random.NextUniform(0.18, 0.53));
        var axes = Frame.Turned(-random.NextUniform(0, Math.PI / 2));
        var material = new RoomMaterial(Colour(random));
        return isBox
            ? new(RoomClass.Box, [new(RoomShape.Box, new(x, half.Y, z), axes, half, RoomPart.None, material)])
            : new(RoomClass.Sphere, [new(RoomShape.Sphere, new(x, radius, z), Frame.Identity, new(radius, radius, radius), RoomPart.None, material)]);
    }

    private static Vector Colour(SeededRandom random) =>
        new(random.NextUniform(0.2, 1), random.NextUniform(0.2, 1), random.NextUniform(0.2, 1));
}
