namespace Marginalia.Datasets;

/// <summary>Part of an object of <see cref="Rooms"/>; the numbers are those of <c>part</c>. Walls, floor, ceiling, loose boxes and spheres have none.</summary>
public enum RoomPart
{
    /// <summary>Not a part.</summary>
    None,

    /// <summary>The bulk of a cabinet, sofa or bed.</summary>
    Body,

    /// <summary>Top of a table.</summary>
    Top,

    /// <summary>Leg or foot.</summary>
    Leg,

    /// <summary>What one sits or lies on.</summary>
    Seat,

    /// <summary>What one leans on: back or headboard.</summary>
    Back,

    /// <summary>Arm of a sofa.</summary>
    Arm,

    /// <summary>Cushion, pillow or blanket.</summary>
    Cushion,

    /// <summary>Door or drawer of a cabinet, leaf of a door.</summary>
    Leaf,

    /// <summary>Handle.</summary>
    Handle,

    /// <summary>Board of a shelf.</summary>
    Board,

    /// <summary>Books on a shelf.</summary>
    Books,

    /// <summary>Frame of a picture, window or door.</summary>
    Frame,

    /// <summary>Glass of a window, canvas of a picture.</summary>
    Pane,

    /// <summary>Pole of a lamp.</summary>
    Pole,

    /// <summary>Shade of a lamp.</summary>
    Shade,
}
