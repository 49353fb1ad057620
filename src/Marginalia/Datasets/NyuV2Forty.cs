using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// NYUv2 with 40 classes and edges, the layout NYUD_MT of the surveys: 795 images to train on and 654 to test on (Maninis, Radosavovic, Kokkinos 2019,
/// ASTMT, arXiv 1904.08918; Vandenhende et al. 2021, arXiv 2004.13379). Names: <c>image</c> [3, H, W] float32 in 0 .. 1; <c>segmentation</c> [H, W]
/// int64, 40 classes, -1 = ignored; <c>depth</c> [1, H, W] float32 in metres, 0 = missing; <c>normal</c> [3, H, W] float32, unit vectors, 0 =
/// missing; <c>edge</c> [1, H, W] float32 in 0 .. 1.
/// </summary>
/// <remarks>
/// Files (facts of the loaders in https://github.com/facebookresearch/astmt and https://github.com/SimonVandenhende/Multi-Task-Learning-PyTorch, which
/// differ in formats; each is taken where it is there): <c>gt_sets/train.txt</c> and <c>val.txt</c>; <c>images/NAME.jpg</c> or .png;
/// <c>segmentation/NAME.png</c> or .mat (0 = background, which is ignored, 1 .. 40); <c>depth/NAME.npy</c> or .mat; <c>normals/NAME.npy</c>, or .png or .jpg
/// (0 = -1, 255 = 1; nearly grey is missing); <c>edge/NAME.npy</c> or .png. The frame of the normals is not documented: the numbers are passed on.
/// </remarks>
public sealed class NyuV2Forty : SampleDataset
{
    private const int Classes = 40;

    private readonly string root;
    private readonly string[] names;

    /// <summary>Reads the list of a part.</summary>
    /// <param name="root">The folder that holds <c>gt_sets</c>.</param>
    /// <param name="split">Which part: training is <c>train</c>, testing is <c>val</c>, which is what papers report.</param>
    /// <param name="validation">Number of the last training examples that are set aside as <see cref="Split.Validation"/>.</param>
    /// <exception cref="DatasetException">The list is missing or empty.</exception>
    /// <exception cref="ArgumentException">There is no validation part, or no training example is left.</exception>
    public NyuV2Forty(string root, Split split, int validation = 0)
    {
        string list = SourceFolder.Find(root, "NYUv2's list of images", Path.Combine("gt_sets", split == Split.Test ? "val.txt" : "train.txt"));
        string[] lines = SourceFile.ReadLines(list);
        if (lines.Length == 0)
            throw new DatasetException(list, "the list is empty; expected the name of an image in each line");
        var (first, count) = SplitParts.Last("NYUv2", split, lines.Length, validation);
        (this.root, names) = (root, lines[first..(first + count)]);
    }

    /// <inheritdoc/>
    public override int Count => names.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "segmentation", "depth", "normal", "edge"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        string name = names[index];
        string Place(string folder, params string[] endings) =>
            SourceFolder.TryFind(root, endings.Select(ending => Path.Combine(folder, name + ending))) ?? Path.Combine(root, folder, name + endings[0]);
        return new SampleFields()
            .Add("image", Place("images", ".jpg", ".png"), ImageFile.Read)
            .Add("segmentation", Place("segmentation", ".png", ".mat"), path => PixelFields.Labels(path, ReadLabels(path) - 1, Classes))
            .Add("depth", Place("depth", ".npy", ".mat"), path => PixelFields.Depth(path, path.EndsWith(".mat", StringComparison.Ordinal) ? MatArray.Read(path, "depth") : NpyFile.Read(path)))
            .Add("normal", Place("normals", ".npy", ".png", ".jpg"), path => path.EndsWith(".npy", StringComparison.Ordinal)
                ? PixelFields.Normals(path, NpyFile.Read(path))
                : PixelFields.NormalsOfPicture(path, ImageFile.Read(path)))
            .Add("edge", Place("edge", ".npy", ".png"), path => path.EndsWith(".npy", StringComparison.Ordinal) ? PixelFields.Shares(path, NpyFile.Read(path)) : PixelFields.SharesOfPng(path))
            .ToSample();
    }

    private static Tensor ReadLabels(string path) =>
        path.EndsWith(".mat", StringComparison.Ordinal) ? MatArray.Read(path, "segmentation").to(ScalarType.Int64) : PngFile.ReadLabels(path);
}
