namespace Marginalia.Datasets.RoomScenes;

/// <summary>One instance: a thing made of solids. The corners of its first solid, if that is a box, are its keypoints.</summary>
internal sealed record RoomObject(RoomClass Class, IReadOnlyList<RoomSolid> Solids, bool CastsShadow = true)
{
    /// <summary>Seen in a mirror at x = 0.</summary>
    public RoomObject Mirrored() => this with { Solids = [.. Solids.Select(solid => solid.Mirrored())] };

    /// <summary>A sphere that holds all of it.</summary>
    public (Vector Centre, double Radius) Bounds()
    {
        var centre = 1.0 / Solids.Count * Solids.Aggregate(default(Vector), (sum, solid) => sum + solid.Centre);
        return (centre, Solids.Max(solid => (solid.Centre - centre).Length + solid.Reach));
    }
}
