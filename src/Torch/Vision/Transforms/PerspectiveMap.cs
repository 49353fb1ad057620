using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A projective map from places of the result to places of the image: x' = (K0 x + K1 y + K2) / (K6 x + K7 y + 1), y' = (K3 x + K4 y + K5) / the same.</summary>
sealed class PerspectiveMap(double[] k)
{
    /// <summary>The map that takes the end points to the start points.</summary>
    internal static PerspectiveMap Between(IList<IList<int>> startpoints, IList<IList<int>> endpoints)
    {
        ArgumentNullException.ThrowIfNull(startpoints);
        ArgumentNullException.ThrowIfNull(endpoints);
        if (startpoints.Count != 4 || endpoints.Count != 4 || startpoints.Concat(endpoints).Any(p => p.Count != 2)) throw new ArgumentException("A perspective needs four start points and four end points, each [x, y].");
        var rows = new double[8, 9];
        for (var i = 0; i < 4; i++)
        {
            double x = endpoints[i][0], y = endpoints[i][1], toX = startpoints[i][0], toY = startpoints[i][1];
            double[] first = [x, y, 1, 0, 0, 0, -toX * x, -toX * y, toX], second = [0, 0, 0, x, y, 1, -toY * x, -toY * y, toY];
            for (var j = 0; j < 9; j++) (rows[2 * i, j], rows[2 * i + 1, j]) = (first[j], second[j]);
        }
        return new(Solve(rows));
    }

    /// <summary>Solves eight equations with eight unknowns by elimination with pivots.</summary>
    static double[] Solve(double[,] rows)
    {
        for (var column = 0; column < 8; column++)
        {
            var pivot = Enumerable.Range(column, 8 - column).MaxBy(row => Math.Abs(rows[row, column]));
            if (Math.Abs(rows[pivot, column]) < 1e-9) throw new ArgumentException("No perspective takes these points to each other: three of the four lie on a line.");
            for (var j = 0; j < 9; j++) (rows[column, j], rows[pivot, j]) = (rows[pivot, j], rows[column, j]);
            for (var row = 0; row < 8; row++)
            {
                if (row == column) continue;
                var factor = rows[row, column] / rows[column, column];
                for (var j = column; j < 9; j++) rows[row, j] -= factor * rows[column, j];
            }
        }
        return [.. Enumerable.Range(0, 8).Select(i => rows[i, 8] / rows[i, i])];
    }

    /// <summary>The places for grid_sample.</summary>
    internal Tensor Grid(long height, long width, ScalarType dtype, Device device)
    {
        var (halfW, halfH) = (0.5 * width, 0.5 * height);
        var x = arange(width, dtype: dtype, device: device).add_(0.5).view(1, width);
        var y = arange(height, dtype: dtype, device: device).add_(0.5).view(height, 1);
        var depth = x * k[6] + y * k[7] + 1;
        return stack([(x * (k[0] / halfW) + y * (k[1] / halfW) + k[2] / halfW) / depth - 1, (x * (k[3] / halfH) + y * (k[4] / halfH) + k[5] / halfH) / depth - 1], -1).unsqueeze(0);
    }
}
