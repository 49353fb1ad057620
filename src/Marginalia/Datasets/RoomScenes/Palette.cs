namespace Marginalia.Datasets.RoomScenes;

/// <summary>Colours and materials of the styles; every choice takes a fixed number of draws.</summary>
internal sealed class Palette(RoomStyle style)
{
    private static readonly Vector[] Woods =
        [new(0.72, 0.53, 0.35), new(0.45, 0.29, 0.19), new(0.84, 0.68, 0.47), new(0.9, 0.88, 0.84), new(0.2, 0.18, 0.17), new(0.6, 0.38, 0.22)];

    private static readonly Vector[] Fabrics =
    [
        new(0.5, 0.5, 0.52), new(0.2, 0.27, 0.45), new(0.3, 0.42, 0.32), new(0.66, 0.33, 0.22), new(0.8, 0.72, 0.6), new(0.45, 0.25, 0.38),
        new(0.2, 0.45, 0.47), new(0.8, 0.62, 0.22), new(0.7, 0.25, 0.25), new(0.25, 0.25, 0.28),
    ];

    private static readonly Vector[] Paints =
    [
        new(0.93, 0.91, 0.87), new(0.84, 0.89, 0.86), new(0.86, 0.85, 0.91), new(0.95, 0.89, 0.77), new(0.72, 0.8, 0.86), new(0.9, 0.8, 0.75),
        new(0.74, 0.8, 0.71), new(0.88, 0.88, 0.88),
    ];

    private static readonly RoomTexture[] Patterns =
    [
        RoomTexture.Checker, RoomTexture.Stripes, RoomTexture.Boards, RoomTexture.Tiles, RoomTexture.Bricks, RoomTexture.Wood, RoomTexture.Clouds,
        RoomTexture.Speckle, RoomTexture.Dots, RoomTexture.None,
    ];

    /// <summary>Wood with its grain along the first direction.</summary>
    public RoomMaterial Wood(SeededRandom random) =>
        Choose(random, (colour, seed) => new(colour, 0.72 * colour, RoomTexture.Wood, 0.9, 0.9, seed), Woods, 0.04);

    /// <summary>Woven or knitted.</summary>
    public RoomMaterial Fabric(SeededRandom random) =>
        Choose(random, (colour, seed) => (seed & 3) switch
        {
            0 => new(colour, 0.65 * colour + new Vector(0.2, 0.2, 0.2), RoomTexture.Stripes, 0.18, 0.18, seed),
            1 => new(colour),
            _ => new(colour, 0.8 * colour, RoomTexture.Speckle, 0.03, 0.03, seed),
        }, Fabrics, 0.05);

    /// <summary>Lacquer in one colour.</summary>
    public RoomMaterial Lacquer(SeededRandom random) => Choose(random, (colour, _) => new(colour), Fabrics, 0.08);

    /// <summary>Paint, plaster or paper on a wall.</summary>
    public RoomMaterial Wall(SeededRandom random) =>
        Choose(random, (colour, seed) => (seed & 7) switch
        {
            0 or 1 => new(colour, 0.88 * colour, RoomTexture.Stripes, 0.24, 0.24, seed),
            2 => new(new(0.68, 0.4, 0.32), new(0.8, 0.77, 0.72), RoomTexture.Bricks, 0.26, 0.09, seed),
            3 => new(colour),
            _ => new(colour, 0.93 * colour, RoomTexture.Clouds, 0.6, 0.6, seed),
        }, Paints, 0.03);

    /// <summary>Boards, tiles or a carpet.</summary>
    public RoomMaterial Floor(SeededRandom random)
    {
        var wood = Woods[random.NextInt64(Woods.Length)];
        var cloth = Fabrics[random.NextInt64(Fabrics.Length)];
        return Choose(random, (stone, seed) => (seed & 7) switch
        {
            0 => new(0.5 * cloth + new Vector(0.3, 0.3, 0.3), 0.42 * cloth + new Vector(0.2, 0.2, 0.2), RoomTexture.Speckle, 0.02, 0.02, seed),
            1 or 2 => new(0.9 * stone, 0.62 * stone, RoomTexture.Tiles, 0.4, 0.4, seed),
            3 => new(0.95 * stone, 0.4 * stone, RoomTexture.Checker, 0.4, 0.4, seed),
            _ => new(wood, 0.55 * wood, RoomTexture.Boards, 1.4, 0.16, seed),
        }, Paints, 0.03);
    }

    /// <summary>Near white.</summary>
    public RoomMaterial Ceiling(SeededRandom random) => Choose(random, (colour, _) => new(0.3 * colour + new Vector(0.66, 0.66, 0.66)), Paints, 0.01);

    /// <summary>Cloth with a border-like pattern.</summary>
    public RoomMaterial Rug(SeededRandom random) =>
        Choose(random, (colour, seed) => (seed & 3) switch
        {
            0 => new(colour, new(0.85, 0.8, 0.7), RoomTexture.Stripes, 0.3, 0.3, seed),
            1 => new(colour, new(0.85, 0.8, 0.7), RoomTexture.Dots, 0.25, 0.25, seed),
            2 => new(colour, 0.6 * colour, RoomTexture.Checker, 0.35, 0.35, seed),
            _ => new(colour, 0.7 * colour, RoomTexture.Clouds, 0.15, 0.15, seed),
        }, Fabrics, 0.08);

    /// <summary>What is painted.</summary>
    public RoomMaterial Canvas(SeededRandom random)
    {
        var other = Fabrics[random.NextInt64(Fabrics.Length)];
        return Choose(random, (colour, seed) => (seed & 3) switch
        {
            0 => new(colour, other, RoomTexture.Stripes, 0.22, 0.22, seed),
            1 => new(colour, other, RoomTexture.Checker, 0.3, 0.3, seed),
            _ => new(colour, other + new Vector(0.2, 0.2, 0.2), RoomTexture.Clouds, 0.35, 0.2, seed),
        }, Fabrics, 0.1);
    }

    /// <summary>Any colour and pattern in the motley style; one of the colours, a little changed, and what is made of it in homes.</summary>
    private RoomMaterial Choose(SeededRandom random, Func<Vector, int, RoomMaterial> home, Vector[] colours, double spread)
    {
        int which = (int)random.NextInt64(colours.Length), seed = (int)random.NextInt64(1 << 20), pattern = (int)random.NextInt64(Patterns.Length);
        var shift = new Vector(random.NextUniform(-spread, spread), random.NextUniform(-spread, spread), random.NextUniform(-spread, spread));
        Vector any = AnyColour(random), other = AnyColour(random);
        double period = random.NextUniform(0.08, 0.6);
        return style == RoomStyle.Motley
            ? new(any, other, Patterns[pattern], period, Patterns[pattern] is RoomTexture.Boards or RoomTexture.Bricks ? period / 3 : period, seed)
            : home(colours[which] + shift, seed);
    }

    private static Vector AnyColour(SeededRandom random) =>
        new(random.NextUniform(0.08, 1), random.NextUniform(0.08, 1), random.NextUniform(0.08, 1));
}
