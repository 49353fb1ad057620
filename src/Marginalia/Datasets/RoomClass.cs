namespace Marginalia.Datasets;

/// <summary>What a pixel of <see cref="Rooms"/> shows; the numbers are those of <c>segmentation</c>. Plain rooms have the first five.</summary>
public enum RoomClass
{
    /// <summary>The floor.</summary>
    Floor,

    /// <summary>The ceiling.</summary>
    Ceiling,

    /// <summary>One of the four walls.</summary>
    Wall,

    /// <summary>A loose box: on the floor, or on a piece of furniture.</summary>
    Box,

    /// <summary>A loose sphere.</summary>
    Sphere,

    /// <summary>A cupboard with doors, a chest or a shelf with books.</summary>
    Cabinet,

    /// <summary>A table, square or round.</summary>
    Table,

    /// <summary>A chair.</summary>
    Chair,

    /// <summary>A sofa or an armchair.</summary>
    Sofa,

    /// <summary>A bed.</summary>
    Bed,

    /// <summary>A picture: on a wall, or leaning against it.</summary>
    Picture,

    /// <summary>A window.</summary>
    Window,

    /// <summary>A closed door.</summary>
    Door,

    /// <summary>A lamp: on the ceiling or on a foot.</summary>
    Lamp,

    /// <summary>A rug on the floor.</summary>
    Rug,
}
