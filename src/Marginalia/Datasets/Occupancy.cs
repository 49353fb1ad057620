namespace Marginalia.Datasets;

/// <summary>Which pixels are taken, so that objects keep two free pixels between them.</summary>
internal sealed class Occupancy(int size)
{
    private const int Margin = 2;
    private readonly bool[] taken = new bool[size * size];

    /// <summary>Takes the pixels of an object, unless one lies within two rows and columns of a pixel that is taken.</summary>
    public bool TryAdd(ObjectMask mask)
    {
        if (mask.Pixels.Any(pixel => taken[pixel.Row * size + pixel.Column]))
            return false;
        foreach (var (column, row) in mask.Pixels)
            for (int y = Math.Max(0, row - Margin); y <= Math.Min(size - 1, row + Margin); y++)
                for (int x = Math.Max(0, column - Margin); x <= Math.Min(size - 1, column + Margin); x++)
                    taken[y * size + x] = true;
        return true;
    }
}
