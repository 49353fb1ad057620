namespace Marginalia.Datasets;

/// <summary>What the rooms of <see cref="Rooms"/> look like.</summary>
public enum RoomStyle
{
    /// <summary>Furnished, with the colours and materials of homes.</summary>
    Home,

    /// <summary>Furnished in the same way, with any colour and any pattern on everything: the same geometry in another appearance.</summary>
    Motley,

    /// <summary>Boxes and spheres in plain colours on a floor of tiles, five classes.</summary>
    Plain,
}
