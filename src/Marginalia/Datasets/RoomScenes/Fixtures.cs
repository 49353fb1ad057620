namespace Marginalia.Datasets.RoomScenes;

/// <summary>What hangs on walls: in its own coordinates a fixture is centred on (0, 0, 0) of the wall, which is at its back, +z.</summary>
internal sealed class Fixtures(SeededRandom random, Palette palette)
{
    /// <summary>A framed picture, hung nearly straight.</summary>
    public Piece Picture(double width, double height)
    {
        var axes = Frame.Rolled(random.NextUniform(-0.04, 0.04));
        RoomMaterial frame = palette.Wood(random), canvas = palette.Canvas(random);
        return new Piece(RoomClass.Picture)
            .Box(RoomPart.Frame, frame, new(0, 0, -0.012), width, height, 0.024, axes)
            .Box(RoomPart.Pane, canvas, new(0, 0, -0.015), width - 0.08, height - 0.08, 0.024, axes);
    }

    /// <summary>A window with two wings; the sky is bright.</summary>
    public Piece Window(double width, double height)
    {
        double blue = random.NextUniform(0.8, 1), clouds = random.NextUniform(0.4, 0.9);
        int seed = (int)random.NextInt64(1 << 20);
        var frame = new RoomMaterial(new(0.93, 0.92, 0.9), Glow: 0.3);
        var sky = new RoomMaterial(
            new(0.62 * blue, 0.78 * blue, 0.95), new(0.97, 0.98, 1), RoomTexture.Clouds, clouds, 0.5 * clouds, seed, Glow: 0.85, IsGlossy: true);
        var piece = new Piece(RoomClass.Window, castsShadow: false)
            .Box(RoomPart.Frame, frame, new(0, 0, -0.01), width, height, 0.02)
            .Box(RoomPart.Pane, sky, new(0, 0, -0.013), width - 0.12, height - 0.12, 0.02)
            .Box(RoomPart.Frame, frame, new(0, 0, -0.02), 0.06, height, 0.04)
            .Box(RoomPart.Frame, frame, new(0, 0.18 * height, -0.02), width, 0.04, 0.036)
            .Box(RoomPart.Frame, frame, new(0, -height / 2, -0.07), width + 0.1, 0.035, 0.14);
        return piece;
    }

    /// <summary>A door with a frame and a handle; it starts at the floor, below its centre.</summary>
    public Piece Door(double width, double height)
    {
        RoomMaterial frame = palette.Wood(random), leaf = palette.Wood(random), metal = new(new(0.75, 0.74, 0.7), IsGlossy: true);
        return new Piece(RoomClass.Door)
            .Box(RoomPart.Frame, frame, new(0, 0, -0.012), width, height, 0.024)
            .Box(RoomPart.Leaf, leaf, new(0, -0.03, -0.02), width - 0.14, height - 0.08, 0.03)
            .Box(RoomPart.Leaf, leaf, new(0, 0.22 * height, -0.028), width - 0.4, 0.36 * height, 0.03)
            .Box(RoomPart.Leaf, leaf, new(0, -0.24 * height, -0.028), width - 0.4, 0.36 * height, 0.03)
            .Sphere(RoomPart.Handle, metal, new(width / 2 - 0.13, 0, -0.07), 0.035);
    }
}
