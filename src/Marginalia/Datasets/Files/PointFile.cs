using System.Globalization;

namespace Marginalia.Datasets.Files;

/// <summary>
/// Reads the point clouds of Cornell's grasping data: texts of the PCD format with the columns x, y, z, rgb, index; index = 640 row + column tells the
/// pixel.
/// </summary>
internal static class PointFile
{
    /// <summary>The distance of each pixel's point from the origin, in the file's unit, row by row; 0 where there is none.</summary>
    /// <exception cref="DatasetException">The file is missing or damaged.</exception>
    public static float[] ReadDistances(string path, int height, int width)
    {
        byte[] content = SourceFile.ReadBytes(path);
        var distances = new float[height * width];
        bool isData = false;
        int number = 0;
        foreach (var range in content.AsSpan().Split((byte)'\n'))
        {
            number++;
            var line = content.AsSpan(range).Trim(" \r\t"u8);
            if (!isData)
                isData = line.StartsWith("DATA ascii"u8);
            else if (line.Length > 0 && !Add(line, distances))
                throw new DatasetException(path, $"line {number}: '{System.Text.Encoding.Latin1.GetString(line)}' is not x, y, z, rgb and an index below {distances.Length}");
        }

        return isData ? distances : throw new DatasetException(path, "there is no line 'DATA ascii'; expected a point cloud as text");
    }

    private static bool Add(ReadOnlySpan<byte> line, float[] distances)
    {
        Span<double> numbers = stackalloc double[5];
        int count = 0;
        foreach (var word in line.Split((byte)' '))
        {
            if (word.Start.Value == word.End.Value)
                continue;
            if (count == 5 || !double.TryParse(line[word], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[count++]))
                return false;
        }

        if (count < 5 || numbers[4] is not (>= 0) || numbers[4] >= distances.Length || numbers[4] != Math.Floor(numbers[4]))
            return false;
        double distance = Math.Sqrt(numbers[0] * numbers[0] + numbers[1] * numbers[1] + numbers[2] * numbers[2]);
        distances[(int)numbers[4]] = double.IsFinite(distance) ? (float)distance : 0;
        return true;
    }
}
