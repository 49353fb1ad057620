using System.Text.RegularExpressions;
using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Cornell's grasping data: 885 pictures of 244 things with rectangles where a gripper of two plates holds or fails (Jiang, Moseson, Saxena 2011,
/// "Efficient grasping from RGBD images: learning using a new rectangle representation"; Lenz, Lee, Saxena 2015, arXiv 1301.3592;
/// http://pr.cs.cornell.edu/grasping/rect_data/data.php). Names: <c>image</c> [3, 480, 640] float32 in 0 .. 1; <c>grasps</c> [M, 4, 3] float32, the corners
/// of each rectangle that holds, x and y in pixels and 2 (0 in rows without a rectangle); the first two are the ends of one edge along the plates'
/// opening, as the file has them. On demand <c>failures</c> [K, 4, 3], those that fail, and <c>depth</c> [1, 480, 640].
/// </summary>
/// <remarks>
/// Files: <c>pcd0100r.png</c>, <c>pcd0100cpos.txt</c>, <c>pcd0100cneg.txt</c> and <c>pcd0100.txt</c> (the points), in the folder or in folders below it
/// (<c>01</c> .. <c>10</c>). Depth is the distance of the pixel's point from the origin of the points / 1000, as GG-CNN (Morrison, Corke, Leitner 2018,
/// arXiv 1804.05172) has it: metres if the points are in millimetres; not the depth along the optical axis.
/// </remarks>
public sealed partial class CornellGrasp : SampleDataset
{
    private const int Height = 480, Width = 640;
    private readonly (string Picture, GraspFile Grasps, GraspFile? Failures)[] scenes;
    private readonly bool depth;
    private readonly int rows;

    /// <summary>Reads the rectangles of a part; the owners made no parts, so that the pictures are divided at random.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part.</param>
    /// <param name="failures">Whether to read the rectangles that fail.</param>
    /// <param name="depth">Whether to read the points; this takes far longer than all else.</param>
    /// <param name="rows">Rows of rectangles in every example; 0 is as many as there are.</param>
    /// <param name="validation">Share of the pictures for validation.</param>
    /// <param name="test">Share of the pictures for testing.</param>
    /// <param name="seed">Seed of the division.</param>
    /// <exception cref="DatasetException">There is no such folder, or no picture in it.</exception>
    /// <exception cref="ArgumentException">The shares are no shares, or a picture has more rectangles than rows.</exception>
    public CornellGrasp(
        string root, Split split, bool failures = false, bool depth = false, int rows = 0, double validation = 0.1, double test = 0.2, long seed = 7)
    {
        SourceFolder.Check(root, "Cornell's grasping data");
        string[] pictures = [.. SourceFolder.Images(root).Where(path => PictureName().IsMatch(Path.GetFileName(path))).OrderBy(Path.GetFileName, StringComparer.Ordinal)];
        if (pictures.Length == 0)
            throw new DatasetException(root, "there is no picture; expected pcd0100r.png or 01/pcd0100r.png");
        (this.depth, this.rows) = (depth, rows);
        scenes = [.. SplitParts.Draw(split, pictures.Length, validation, test, seed).Select(i => (
            pictures[i], GraspFile.Read(Beside(pictures[i], "cpos.txt")), failures ? GraspFile.Read(Beside(pictures[i], "cneg.txt")) : null))];
        SkippedRectangles = scenes.Sum(scene => scene.Grasps.Skipped + (scene.Failures?.Skipped ?? 0));
        int most = scenes.Select(scene => Math.Max(scene.Grasps.Corners.Count, scene.Failures?.Corners.Count ?? 0)).DefaultIfEmpty().Max();
        if (rows != 0 && rows < most)
            throw new ArgumentOutOfRangeException(nameof(rows), $"CornellGrasp: a picture has {most} rectangles, which {rows} rows cannot hold; pass at least {most}, or 0.");
        Fields = [Field.Of("image"), new("grasps", FieldKind.Keypoints), .. failures ? [new Field("failures", FieldKind.Keypoints)] : (Field[])[], .. depth ? [Field.Of("depth")] : (Field[])[]];
        Names = [.. Fields.Select(given => given.Name)];
    }

    /// <summary>Rectangles of this part whose corners are not numbers, and which are left out.</summary>
    public int SkippedRectangles { get; }

    /// <inheritdoc/>
    public override int Count => scenes.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields { get; }

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        var (path, grasps, failures) = scenes[index];
        using var scope = NewDisposeScope();
        var fields = new SampleFields().Add("image", path, ReadPicture).Add("grasps", path, _ => Corners(grasps));
        if (failures is not null)
            fields.Add("failures", path, _ => Corners(failures));
        if (depth)
            fields.Add("depth", Beside(path, ".txt"), file => tensor(PointFile.ReadDistances(file, Height, Width), 1, Height, Width).div_(1000));
        return fields.ToSample();
    }

    private static Tensor ReadPicture(string path)
    {
        var picture = ImageFile.Read(path);
        ImageSize.Check(path, picture, Height, Width, "as all pictures of the set");
        return picture;
    }

    private Tensor Corners(GraspFile file)
    {
        if (file.Problems.Count > 0)
            throw new DatasetException(file.Problems);
        int count = Math.Max(rows, file.Corners.Count);
        var values = new float[count * 12];
        for (int corner = 0; corner < 4 * file.Corners.Count; corner++)
        {
            double[] numbers = file.Corners[corner / 4];
            (values[3 * corner], values[3 * corner + 1], values[3 * corner + 2]) = ((float)numbers[corner % 4 * 2], (float)numbers[corner % 4 * 2 + 1], 2);
        }

        return tensor(values, count, 4, 3);
    }

    private static string Beside(string picture, string end) => picture[..^"r.png".Length] + end;

    [GeneratedRegex(@"^pcd\d{4}r\.png$")]
    private static partial Regex PictureName();
}
