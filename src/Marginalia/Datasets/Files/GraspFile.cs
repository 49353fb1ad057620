namespace Marginalia.Datasets.Files;

/// <summary>
/// Reads the rectangles of Cornell's grasping data: four lines for each, x and y of a corner. The files have rectangles with corners that are not numbers;
/// they are skipped, as all who use the set do, and counted.
/// </summary>
/// <param name="Corners">For each rectangle, x1, y1 .. x4, y4.</param>
/// <param name="Skipped">Rectangles without numbers.</param>
/// <param name="Problems">What is wrong with the file.</param>
internal sealed record GraspFile(IReadOnlyList<double[]> Corners, int Skipped, IReadOnlyList<string> Problems)
{
    /// <summary>Reads a file; what is wrong with it is kept, so that it is said when the example is read.</summary>
    public static GraspFile Read(string path)
    {
        var corners = new List<double[]>();
        int skipped = 0;
        try
        {
            var lines = TextLine.Read(path);
            if (lines.Count % 4 != 0)
                throw new DatasetException(path, $"there are {lines.Count} lines; expected four for each rectangle");
            foreach (var four in lines.Chunk(4))
            {
                double[] numbers = [.. four.SelectMany(Corner)];
                if (numbers.All(double.IsFinite))
                    corners.Add(numbers);
                else
                    skipped++;
            }
        }
        catch (DatasetException damage)
        {
            return new([], 0, damage.Problems);
        }

        return new(corners, skipped, []);
    }

    private static double[] Corner(TextLine line) => line.Words is [var x, var y]
        ? [line.Real(x, "the x of a corner"), line.Real(y, "the y of a corner")]
        : throw line.Error($"'{line.Text}' is not x and y of a corner");
}
