using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Taskonomy: indoor images with many annotations, 512 x 512 pixels, in parts of whole buildings (Zamir et al. 2018, "Taskonomy: disentangling task
/// transfer learning", arXiv 1804.08328; https://github.com/StanfordVL/taskonomy). Names, of which the caller chooses: <c>image</c> [3, H, W] float32 in
/// 0 .. 1; <c>segmentation</c> [H, W] int64, 17 classes, 0 = background, -1 = uncertain; <c>depth</c> [1, H, W] float32 in metres, 0 = missing;
/// <c>normal</c> [3, H, W] float32, unit vectors, 0 = missing; <c>edge</c>, <c>edge_texture</c>, <c>keypoints2d</c>, <c>keypoints3d</c> [1, H, W] float32 in
/// 0 .. 1, shares of the greatest number that the file's bits can hold.
/// </summary>
/// <remarks>
/// Files: <c>BUILDING/TASK/point_P_view_V_domain_TASK.png</c> for the tasks rgb, segment_semantic, depth_zbuffer, normal, edge_occlusion, edge_texture,
/// keypoints2d and keypoints3d; <c>train_val_test_SIZE.csv</c> in the folder or in <c>splits_taskonomy</c>, with the columns id, train, val, test. Depth
/// is in 1/512 m, 65535 is missing; classes are the file's numbers - 1. A component of a normal is the file's (v - 127) / 127, of a frame that is not
/// documented: it is passed on.
/// </remarks>
public sealed class Taskonomy : SampleDataset
{
    private static readonly Dictionary<string, (string Task, string Domain, Func<string, Tensor> Read)> Readers = new()
    {
        ["image"] = ("rgb", "rgb", ImageFile.Read),
        ["segmentation"] = ("segment_semantic", "segmentsemantic", path => PixelFields.Labels(path, PngFile.ReadLabels(path) - 1, 17)),
        ["depth"] = ("depth_zbuffer", "depth_zbuffer", ReadDepth),
        ["normal"] = ("normal", "normal", path => PixelFields.Normals(path, ((ImageFile.Read(path) * 255).round() - 127).div(127).permute(1, 2, 0))),
        ["edge"] = ("edge_occlusion", "edge_occlusion", PixelFields.SharesOfPng),
        ["edge_texture"] = ("edge_texture", "edge_texture", PixelFields.SharesOfPng),
        ["keypoints2d"] = ("keypoints2d", "keypoints2d", PixelFields.SharesOfPng),
        ["keypoints3d"] = ("keypoints3d", "keypoints3d", PixelFields.SharesOfPng),
    };

    private readonly string root;
    private readonly (string Building, string View)[] views;

    /// <summary>Lists the views of the buildings of a part that are there.</summary>
    /// <param name="root">The folder that holds the folders of the buildings.</param>
    /// <param name="split">Which part.</param>
    /// <param name="fields">Names of the fields to read, the image first; null is image, segmentation, depth, normal and edge.</param>
    /// <param name="size">Which of the owners' partitions: tiny, medium, full or fullplus.</param>
    /// <exception cref="DatasetException">The table of parts is missing or damaged, or no building of the part is there.</exception>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public Taskonomy(string root, Split split, IReadOnlyList<string>? fields = null, string size = "tiny")
    {
        this.root = root;
        Names = fields ?? ["image", "segmentation", "depth", "normal", "edge"];
        if (Names.FirstOrDefault(name => !Readers.ContainsKey(name)) is { } unknown)
            throw new ArgumentException($"Taskonomy: there is no field '{unknown}'; there are {string.Join(", ", Readers.Keys)}.", nameof(fields));
        string table = $"train_val_test_{size}.csv";
        string file = SourceFolder.Find(root, "Taskonomy's table of parts", table, Path.Combine("splits_taskonomy", table));
        string[] buildings = Buildings(file, split switch { Split.Train => "train", Split.Validation => "val", _ => "test" });
        string[] present = [.. buildings.Where(building => Directory.Exists(Path.Combine(root, building)))];
        views = [.. present.SelectMany(building => Views(Path.Combine(root, building, "rgb")).Select(view => (building, view)))];
        if (views.Length == 0)
            throw new DatasetException(root, $"no image of the {buildings.Length} buildings of this part is there; expected {buildings.FirstOrDefault() ?? "BUILDING"}/rgb/point_0_view_0_domain_rgb.png");
    }

    /// <inheritdoc/>
    public override int Count => views.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
        [.. Names.Select(name => name is "edge_texture" or "keypoints2d" or "keypoints3d" ? new Field(name, FieldKind.Mask) : Field.Of(name))];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        var (building, view) = views[index];
        var fields = new SampleFields();
        foreach (string name in Names)
        {
            var (task, domain, read) = Readers[name];
            string[] candidates = [Path.Combine(building, task, $"{view}_domain_{domain}.png"), Path.Combine(building, task, $"{view}_domain_{task}.png")];
            fields.Add(name, SourceFolder.TryFind(root, candidates) ?? Path.Combine(root, candidates[0]), read);
        }

        return fields.ToSample();
    }

    private static Tensor ReadDepth(string path)
    {
        var numbers = PngFile.ReadLabels(path);
        return PixelFields.Depth(path, numbers.masked_fill(numbers.eq(65535), 0).to(ScalarType.Float32) / 512);
    }

    private static IEnumerable<string> Views(string folder) => !Directory.Exists(folder)
        ? []
        : from path in SourceFolder.Images(folder)
          let parts = Path.GetFileName(path).Split("_domain_")
          where parts.Length == 2
          select parts[0];

    private static string[] Buildings(string file, string part)
    {
        string[][] rows = [.. SourceFile.ReadLines(file).Select(line => line.Split(',', StringSplitOptions.TrimEntries))];
        int id = rows.Length == 0 ? -1 : Array.IndexOf(rows[0], "id"), column = rows.Length == 0 ? -1 : Array.IndexOf(rows[0], part);
        if (id < 0 || column < 0 || rows.Any(row => row.Length != rows[0].Length))
            throw new DatasetException(file, "this is no table of parts; expected the columns id, train, val and test in every line");
        return [.. rows.Skip(1).Where(row => row[column] == "1").Select(row => row[id])];
    }
}
