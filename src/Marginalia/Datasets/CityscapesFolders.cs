using System.Text.Json;
using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Cityscapes as its owners give it: 2,975 streets to train on, 500 to validate and 1,525 to test, 1024 x 2048 pixels (Cordts et al. 2016, "The
/// Cityscapes dataset for semantic urban scene understanding", arXiv 1604.01685, https://www.cityscapes-dataset.com, after a log-in). Names:
/// <c>image</c> [3, H, W] float32 in 0 .. 1; <c>segmentation</c> [H, W] int64, 19 or 7 classes, -1 = ignored; if asked for, <c>disparity</c>
/// [1, H, W] float32 in pixels, 0 = missing, and <c>depth</c> [1, H, W] float32 in metres, 0 = missing.
/// </summary>
/// <remarks>
/// Files: <c>leftImg8bit/PART/CITY/CITY_SEQUENCE_FRAME_leftImg8bit.png</c>, <c>gtFine/..._gtFine_labelIds.png</c>, <c>disparity/..._disparity.png</c>
/// (16 bits; p stands for (p - 1) / 256 pixels, 0 is missing) and <c>camera/..._camera.json</c>; the first two may lie in
/// <c>leftImg8bit_trainvaltest</c> and <c>gtFine_trainvaltest</c>, as they are unpacked. Depth is baseline * fx / disparity by the frame's camera.
/// Seven classes are the groups of the 19, ignored is what is not one of the 19. The labels of the test part are not public: nearly all is ignored.
/// </remarks>
public sealed class CityscapesFolders : SampleDataset
{
    private readonly string labels, disparities, cameras;
    private readonly bool disparity, depth;
    private readonly string[] frames;
    private readonly string images;
    private readonly long[] table;

    /// <summary>Lists a part.</summary>
    /// <param name="root">The folder that holds <c>leftImg8bit</c> and the others.</param>
    /// <param name="split">Which part: <c>train</c>, <c>val</c> or <c>test</c>.</param>
    /// <param name="classes">19, or 7 groups.</param>
    /// <param name="disparity">Whether to read disparities.</param>
    /// <param name="depth">Whether to compute depths, which needs the cameras too.</param>
    /// <exception cref="DatasetException">Folders are missing or empty.</exception>
    /// <exception cref="ArgumentException">The classes are not 7 or 19.</exception>
    public CityscapesFolders(string root, Split split, int classes = 19, bool disparity = false, bool depth = false)
    {
        if (classes is not (7 or 19))
            throw new ArgumentException($"CityscapesFolders: {classes} classes are given; there are 7 or 19.", nameof(classes));
        string part = split switch { Split.Train => "train", Split.Validation => "val", _ => "test" };
        string Place(string name) => SourceFolder.Find(
            root, $"the folder {name} of Cityscapes", [Path.Combine(name, part), Path.Combine($"{name}_trainvaltest", name, part), Path.Combine($"{name}_trainvaltest", part)]);
        (images, labels) = (Place("leftImg8bit"), Place("gtFine"));
        disparities = disparity || depth ? Place("disparity") : "";
        cameras = depth ? Place("camera") : "";
        (this.disparity, this.depth, table) = (disparity, depth, CityscapesLabels.Table(classes));
        const string ending = "_leftImg8bit.png";
        frames = [.. SourceFolder.Images(images).Where(path => path.EndsWith(ending, StringComparison.Ordinal)).Select(path => Path.GetRelativePath(images, path)[..^ending.Length])];
        if (frames.Length == 0)
            throw new DatasetException(images, $"there is no image; expected CITY/CITY_SEQUENCE_FRAME{ending}");
        Classes = classes == 19 ? CityscapesLabels.Nineteen : CityscapesLabels.Seven;
    }

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public override int Count => frames.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "segmentation", .. disparity ? ["disparity"] : Array.Empty<string>(), .. depth ? ["depth"] : Array.Empty<string>()];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        string frame = frames[index];
        var fields = new SampleFields()
            .Add("image", Path.Combine(images, frame + "_leftImg8bit.png"), ImageFile.Read)
            .Add("segmentation", Path.Combine(labels, frame + "_gtFine_labelIds.png"), path => PixelFields.Labels(path, PngFile.ReadLabels(path), table));
        string map = Path.Combine(disparities, frame + "_disparity.png");
        if (disparity)
            fields.Add("disparity", map, ReadDisparity);
        if (depth)
            fields.Add("depth", map, path =>
            {
                var pixels = ReadDisparity(path);
                return where(pixels.gt(0), ReadCamera(Path.Combine(cameras, frame + "_camera.json")) / pixels, zeros_like(pixels));
            });
        return fields.ToSample();
    }

    private static Tensor ReadDisparity(string path)
    {
        var numbers = PngFile.ReadLabels(path).unsqueeze(0).to(ScalarType.Float32);
        return (numbers - 1).div_(256).clamp_min_(0);
    }

    /// <summary>Baseline in metres times focal length in pixels.</summary>
    private static float ReadCamera(string path)
    {
        try
        {
            using var camera = JsonDocument.Parse(SourceFile.ReadBytes(path));
            return (float)(camera.RootElement.GetProperty("extrinsic").GetProperty("baseline").GetDouble() * camera.RootElement.GetProperty("intrinsic").GetProperty("fx").GetDouble());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DatasetException(path, $"this is no camera of Cityscapes: {error.Message}; expected extrinsic.baseline and intrinsic.fx", error);
        }
    }
}
