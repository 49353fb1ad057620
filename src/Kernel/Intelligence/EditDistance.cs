namespace Marginalia.Kernel.Intelligence;

/// <summary>How far apart two names are.</summary>
internal static class EditDistance
{
    /// <summary>Letters to add, remove, replace, or swap with their neighbour; their case does not count.</summary>
    public static int Of(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
                rows[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, Math.Min(rows[i - 1, j - 1] + (Same(i, j) ? 0 : 1), Swapped(i, j)));
        return rows[a.Length, b.Length];

        bool Same(int i, int j) => char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);

        int Swapped(int i, int j) => i > 1 && j > 1 && Same(i, j - 1) && Same(i - 1, j) ? rows[i - 2, j - 2] + 1 : int.MaxValue;
    }
}
