namespace Marginalia.Datasets.RoomScenes;

/// <summary>Rectangles that are taken: on the floor, or along a wall.</summary>
internal sealed class FloorPlan
{
    private readonly List<(double Left, double Right, double Low, double High)> taken = [];

    /// <summary>Takes a rectangle if nothing is there yet.</summary>
    public bool TryTake(double x, double z, double halfWidth, double halfDepth, double margin = 0.04)
    {
        double left = x - halfWidth - margin, right = x + halfWidth + margin, low = z - halfDepth - margin, high = z + halfDepth + margin;
        if (taken.Any(other => left < other.Right && other.Left < right && low < other.High && other.Low < high))
            return false;
        Take(x, z, halfWidth, halfDepth);
        return true;
    }

    /// <summary>Takes a rectangle whatever is there.</summary>
    public void Take(double x, double z, double halfWidth, double halfDepth) =>
        taken.Add((x - halfWidth, x + halfWidth, z - halfDepth, z + halfDepth));
}
