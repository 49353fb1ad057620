namespace Marginalia.Datasets;

/// <summary>What a pixel of <see cref="Rooms"/> shows; the numbers are those of <c>segmentation</c>.</summary>
public enum RoomClass
{
    /// <summary>The floor.</summary>
    Floor,

    /// <summary>The ceiling.</summary>
    Ceiling,

    /// <summary>One of the four walls.</summary>
    Wall,

    /// <summary>A box on the floor.</summary>
    Box,

    /// <summary>A sphere on the floor.</summary>
    Sphere,
}
