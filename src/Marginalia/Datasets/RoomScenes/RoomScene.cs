namespace Marginalia.Datasets.RoomScenes;

/// <summary>A room [-HalfWidth, HalfWidth] x [0, Height] x [-HalfDepth, HalfDepth] in metres, what is in it, lamps and a camera.</summary>
internal sealed record RoomScene(double HalfWidth, double Height, double HalfDepth, RoomCamera Camera, IReadOnlyList<RoomObject> Objects)
{
    public required RoomMaterial Floor { get; init; }

    public required RoomMaterial Ceiling { get; init; }

    public required RoomMaterial Wall { get; init; }

    public required IReadOnlyList<RoomLight> Lights { get; init; }

    /// <summary>Light that comes from everywhere: red, green, blue.</summary>
    public required Vector Ambient { get; init; }

    /// <summary>How much darker it gets near walls, floor and ceiling, 0 .. 1.</summary>
    public double CornerShade { get; init; }

    /// <summary>Height of the skirting boards, 0 for none.</summary>
    public double Skirting { get; init; }

    /// <summary>Whether textures fade where their period is finer than the pixels.</summary>
    public bool FadesTextures { get; init; }

    /// <summary>Axes of the textures of walls, floor and ceiling.</summary>
    public Frame Axes { get; init; } = Frame.Identity;

    /// <summary>The material of a face: 0 and 1 are the walls at -x and +x, 2 is the floor, 3 the ceiling, 4 and 5 are the walls at -z and +z.</summary>
    public RoomMaterial FaceMaterial(int face) => face switch { 2 => Floor, 3 => Ceiling, _ => Wall };

    /// <summary>Seen in a mirror at x = 0.</summary>
    public RoomScene Mirrored() => this with
    {
        Camera = Camera.Mirrored(),
        Objects = [.. Objects.Select(thing => thing.Mirrored())],
        Lights = [.. Lights.Select(light => light with { Position = light.Position.Mirrored() })],
        Axes = Axes.Mirrored(),
    };

    /// <summary>The scene of an example.</summary>
    public static RoomScene Draw(long seed, Split split, long index, RoomsDesign design) =>
        design.Style == RoomStyle.Plain ? PlainScene.Draw(seed, split, index, design) : new FurnishedScene(seed, split, index, design).Draw();
}
