namespace Marginalia.Datasets.RoomScenes;

/// <summary>A face of a solid, or of the room.</summary>
/// <param name="Class">Class of its object.</param>
/// <param name="Instance">1, 2, ... for objects, 0 for the room.</param>
/// <param name="Solid">Number of its solid in the room, 1, 2, ...; 0 for the room.</param>
/// <param name="Part">Part of the object.</param>
/// <param name="Material">Colour and texture.</param>
/// <param name="Normal">Unit normal in the room's frame; of no meaning for curved faces.</param>
/// <param name="View">The same in the camera's frame.</param>
/// <param name="Face">0 .. 5 are flat, <see cref="SolidView.RoundFace"/> is curved.</param>
internal sealed record RoomSurface(RoomClass Class, int Instance, int Solid, RoomPart Part, RoomMaterial Material, Vector Normal, Vector View, int Face)
{
    /// <summary>All surfaces of a room by number, eight for each solid.</summary>
    public static RoomSurface[] Of(RoomScene scene)
    {
        var surfaces = new List<RoomSurface>();
        for (int face = 0; face < 8; face++)
        {
            // The inside of a box: a ray along +x leaves through the wall at +x, whose normal is -x.
            var inward = -1 * Outward(face, scene.Axes);
            var kind = face switch { 2 => RoomClass.Floor, 3 => RoomClass.Ceiling, _ => RoomClass.Wall };
            surfaces.Add(new(kind, 0, 0, RoomPart.None, scene.FaceMaterial(face), inward, scene.Camera.Axes.In(inward), face));
        }

        for (int i = 0, solid = 0; i < scene.Objects.Count; i++)
            foreach (var part in scene.Objects[i].Solids)
            {
                solid++;
                for (int face = 0; face < 8; face++)
                {
                    var outward = Outward(face, part.Axes);
                    surfaces.Add(new(
                        scene.Objects[i].Class, i + 1, solid, part.Part, part.Material, outward, scene.Camera.Axes.In(outward), face));
                }
            }

        return [.. surfaces];
    }

    private static Vector Outward(int face, Frame axes)
    {
        var axis = (face / 2) switch { 0 => axes.X, 1 => axes.Y, _ => axes.Z };
        return face % 2 == 0 ? -1 * axis : axis;
    }
}
