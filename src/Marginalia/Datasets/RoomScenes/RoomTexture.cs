namespace Marginalia.Datasets.RoomScenes;

/// <summary>Pattern of a <see cref="RoomMaterial"/>: how its two colours are mixed over a surface.</summary>
internal enum RoomTexture
{
    /// <summary>The first colour alone.</summary>
    None,

    /// <summary>Squares in turn.</summary>
    Checker,

    /// <summary>Bands in turn along the first direction.</summary>
    Stripes,

    /// <summary>Long boards with joints that are not in line, each of its own tone.</summary>
    Boards,

    /// <summary>Tiles of slightly different tones with joints.</summary>
    Tiles,

    /// <summary>Rows of bricks, every other one moved by half a brick.</summary>
    Bricks,

    /// <summary>Grain along the first direction.</summary>
    Wood,

    /// <summary>Smooth clouds.</summary>
    Clouds,

    /// <summary>A tone for every cell, as of wool.</summary>
    Speckle,

    /// <summary>Discs on a grid.</summary>
    Dots,
}
