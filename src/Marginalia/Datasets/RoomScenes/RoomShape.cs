namespace Marginalia.Datasets.RoomScenes;

/// <summary>Form of a <see cref="RoomSolid"/>.</summary>
internal enum RoomShape
{
    /// <summary>Within +-Half along each axis.</summary>
    Box,

    /// <summary>Radius Half.X.</summary>
    Sphere,

    /// <summary>Radius Half.X about the y axis, within +-Half.Y along it, closed at both ends.</summary>
    Cylinder,
}
