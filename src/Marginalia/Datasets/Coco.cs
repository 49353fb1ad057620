using System.Text.Json;
using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// COCO: objects of 80 classes in everyday pictures (Lin et al. 2014, "Microsoft COCO: common objects in context", arXiv 1405.0312;
/// https://cocodataset.org), and any set in its format. Names, for an image of M objects: <c>image</c> [3, H, W] float32 in 0 .. 1, each of its own size;
/// <c>boxes</c> [M, 4] float32, left, top, right, bottom in pixels; <c>box_labels</c> [M] int64; <c>crowd</c> [M] int64, 1 = a group marked as one, which
/// COCO's scores ignore. With <see cref="CocoTask.Segmentation"/> also <c>masks</c> [M, H, W] float32, 0 or 1, which may overlap; with
/// <see cref="CocoTask.Keypoints"/> also <c>keypoints</c> [M, K, 3].
/// </summary>
/// <remarks>
/// Files: <c>annotations/instances_train2017.json</c> (or <c>person_keypoints_train2017.json</c>) and <c>train2017/*.jpg</c> or
/// <c>images/train2017/*.jpg</c>; so for <c>val2017</c>. Labels are the positions of the categories by their numbers, which have gaps (1 .. 90). The
/// file's x, y, width, height count from the edge of the image, so that the right side is x + width; a point there is the number of a pixel, so that its
/// centre, + 0.5, is taken (as Detectron2 does). Polygons are filled as COCO's tools do.
/// </remarks>
public sealed class Coco : SampleDataset
{
    private readonly string folder;
    private readonly CocoFile annotations;
    private readonly CocoTask task;
    private readonly int rows;

    /// <summary>Reads the annotations of a part; this takes about the memory of the file for a moment.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part: <see cref="Split.Train"/> or <see cref="Split.Validation"/>; the owners keep the labels of the test images.</param>
    /// <param name="task">What is read beside boxes.</param>
    /// <param name="rows">Rows of objects in every example, those without an object 0 with label -1; 0 is as many as there are objects.</param>
    /// <param name="year">The year in the names of files and folders.</param>
    /// <exception cref="DatasetException">Files are missing or damaged.</exception>
    /// <exception cref="ArgumentException">There is no such part, or an image has more objects than rows.</exception>
    public Coco(string root, Split split, CocoTask task = CocoTask.Detection, int rows = 0, string year = "2017")
    {
        if (split == Split.Test)
            throw new ArgumentException("Coco has no labels of the test images; use Split.Validation.", nameof(split));
        string part = (split == Split.Train ? "train" : "val") + year;
        string kind = task == CocoTask.Keypoints ? "person_keypoints" : "instances";
        annotations = CocoFile.Read(SourceFolder.Find(root, "COCO's file of annotations", Path.Combine("annotations", $"{kind}_{part}.json"), $"{kind}_{part}.json"));
        folder = SourceFolder.Find(root, "COCO's folder of images", part, Path.Combine("images", part));
        (this.task, this.rows) = (task, rows);
        Fields =
        [
            Field.Of("image"), Field.Of("boxes"), Field.Of("box_labels"), new("crowd", FieldKind.Label),
            .. task switch
            {
                CocoTask.Segmentation => [new("masks", FieldKind.Mask)],
                CocoTask.Keypoints => [Field.Of("keypoints")],
                _ => (Field[])[],
            },
        ];
        Names = [.. Fields.Select(given => given.Name)];
        Classes = [.. annotations.Categories.Select(category => category.Name)];
        KeypointNames = [.. annotations.Categories.Select(category => category.Keypoints).FirstOrDefault(names => names.Length > 0, [])];
        int most = annotations.Images.Max(image => image.Objects.Count);
        if (rows != 0 && rows < most)
            throw new ArgumentOutOfRangeException(nameof(rows), $"Coco: an image has {most} objects, which {rows} rows cannot hold; pass at least {most}, or 0.");
    }

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Names of the K points; empty where the file has none.</summary>
    public IReadOnlyList<string> KeypointNames { get; }

    /// <inheritdoc/>
    public override int Count => annotations.Images.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields { get; }

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        var image = annotations.Images[(int)index];
        int count = Math.Max(rows, image.Objects.Count);
        using var scope = NewDisposeScope();
        var fields = new SampleFields()
            .Add("image", Path.Combine(folder, image.File), path => ReadPicture(path, image))
            .Add("boxes", annotations.FilePath, _ => Boxes(image, count))
            .Add("box_labels", annotations.FilePath, _ => PerObject(image, count, found => annotations.LabelOf(found), none: -1))
            .Add("crowd", annotations.FilePath, _ => PerObject(image, count, found => found.Crowd ? 1 : 0, none: 0));
        return (task switch
        {
            CocoTask.Segmentation => fields.Add("masks", annotations.FilePath, _ => Masks(image, count)),
            CocoTask.Keypoints => fields.Add("keypoints", annotations.FilePath, _ => Keypoints(image, count)),
            _ => fields,
        }).ToSample();
    }

    private Tensor ReadPicture(string path, CocoImage image)
    {
        var picture = ImageFile.Read(path);
        ImageSize.Check(path, picture, image.Height, image.Width, $"as {annotations.FilePath} says");
        return picture;
    }

    private Tensor Boxes(CocoImage image, int count)
    {
        Refuse(image, Problems);
        var boxes = new float[4 * count];
        for (int row = 0; row < image.Objects.Count; row++)
            if (image.Objects[row].Box is [var x, var y, var width, var height])
                new[] { (float)x, (float)y, (float)(x + width), (float)(y + height) }.CopyTo(boxes, 4 * row);
        return tensor(boxes, count, 4);
    }

    private static Tensor PerObject(CocoImage image, int count, Func<CocoObject, long> value, long none) =>
        tensor([.. image.Objects.Select(value), .. Enumerable.Repeat(none, count - image.Objects.Count)]);

    /// <summary>Refuses an image for all that is wrong with its objects.</summary>
    private void Refuse(CocoImage image, Func<CocoObject, IEnumerable<string>> problemsOf)
    {
        string[] problems = [.. image.Objects.SelectMany(found => problemsOf(found).Select(problem => $"{annotations.FilePath}: annotation {found.Id} of {image.File}: {problem}"))];
        if (problems.Length > 0)
            throw new DatasetException(problems);
    }

    private IEnumerable<string> Problems(CocoObject found)
    {
        if (annotations.LabelOf(found) < 0)
            yield return $"the category {found.Category} is none of the {Classes.Count} categories";
        if (found.Box is not [_, _, >= 0, >= 0])
            yield return $"the box [{string.Join(", ", found.Box ?? [])}] is not x, y, width and height";
        if (task == CocoTask.Segmentation && found.MaskLength == 0)
            yield return "there is no mask; expected polygons or run lengths";
        if (task == CocoTask.Keypoints && found.Keypoints is { } points && (points.Length != 3 * KeypointNames.Count || points.Where((_, i) => i % 3 == 2).Any(seen => seen is not (0 or 1 or 2))))
            yield return $"the {points.Length} numbers of its points are not x, y and visibility 0, 1 or 2 of {KeypointNames.Count} points";
    }

    private Tensor Masks(CocoImage image, int count)
    {
        var masks = zeros(count, image.Height, image.Width);
        var problems = new Dictionary<CocoObject, string>(ReferenceEqualityComparer.Instance);
        for (int row = 0; row < image.Objects.Count; row++)
            if (image.Objects[row] is { MaskLength: > 0 } found)
                try
                {
                    masks[row] = tensor(CocoMask.Decode(annotations.ReadMask(found), image.Height, image.Width), [image.Height, image.Width]);
                }
                catch (Exception damage) when (damage is FormatException or JsonException)
                {
                    problems[found] = damage.Message;
                }

        Refuse(image, found => problems.TryGetValue(found, out string? problem) ? [problem] : []);
        return masks;
    }

    private Tensor Keypoints(CocoImage image, int count)
    {
        var values = new float[count * KeypointNames.Count * 3];
        for (int row = 0; row < image.Objects.Count; row++)
            if (image.Objects[row].Keypoints is { } points && points.Length == 3 * KeypointNames.Count)
                for (int k = 0; k < points.Length; k += 3)
                    if (points[k + 2] > 0)
                        new[] { (float)(points[k] + 0.5), (float)(points[k + 1] + 0.5), (float)points[k + 2] }.CopyTo(values, row * points.Length + k);
        return tensor(values, count, KeypointNames.Count, 3);
    }
}
