namespace Marginalia.Metrics;

/// <summary>
/// A one-to-one matching with as many pairs as there can be, between points that come one after another and a fixed set of places, each point with the
/// places that are near enough: the nearest free place first, else along an augmenting path (Berge 1957; Kuhn 1955).
/// </summary>
/// <remarks>The matching of the points so far is always a largest one. A point that finds no place never gets one later, so that all takes O(candidates) plus the paths.</remarks>
/// <param name="places">Number of places.</param>
internal sealed class PointMatching(int places)
{
    private readonly List<int[]> candidates = [];
    private readonly List<int> placeOf = [];
    private readonly int[] pointAt = Filled(places, -1), cameFrom = new int[places], seenBy = Filled(places, -1);
    private readonly bool[] isClosed = new bool[places];
    private readonly Queue<int> queue = new();

    /// <summary>Number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a point, and a pair where that is possible.</summary>
    /// <param name="near">Places that the point may have, the nearest first.</param>
    /// <returns>Whether there is one more pair.</returns>
    public bool Add(int[] near)
    {
        int added = candidates.Count;
        candidates.Add(near);
        placeOf.Add(-1);
        queue.Clear();
        queue.Enqueue(added);
        var seen = new List<int>();
        while (queue.TryDequeue(out int point))
            foreach (int place in candidates[point])
            {
                if (isClosed[place] || seenBy[place] == added)
                    continue;
                (seenBy[place], cameFrom[place]) = (added, point);
                seen.Add(place);
                if (pointAt[place] < 0)
                {
                    Shift(place);
                    Count++;
                    return true;
                }

                queue.Enqueue(pointAt[place]);
            }

        // Everything that these places lead to is taken, and stays so.
        foreach (int place in seen)
            isClosed[place] = true;
        return false;
    }

    /// <summary>Gives each point of the path its new place, from the free place back.</summary>
    private void Shift(int place)
    {
        while (place >= 0)
        {
            int point = cameFrom[place], left = placeOf[point];
            (placeOf[point], pointAt[place]) = (place, point);
            place = left;
        }
    }

    private static int[] Filled(int length, int value)
    {
        var filled = new int[length];
        Array.Fill(filled, value);
        return filled;
    }
}
