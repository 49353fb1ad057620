namespace Marginalia.Datasets;

/// <summary>A thing that stands on the floor of a room.</summary>
internal abstract record RoomSolid(RoomClass Class, Vector Colour)
{
    /// <summary>Where a ray from outside meets it first, in lengths of the ray, and the outward unit normal there; infinity when it passes by.</summary>
    public abstract (double Distance, Vector Normal) Hit(Vector origin, Vector ray);
}
