namespace Marginalia.Datasets.RoomScenes;

/// <summary>A lamp: a point that shines in all directions.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Colour">Red, green, blue of its strength.</param>
internal sealed record RoomLight(Vector Position, Vector Colour);
