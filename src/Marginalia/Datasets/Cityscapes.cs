using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Cityscapes in the layout that multi-task learning shares: 2,975 streets to train on and 500 to test on, 128 x 256 pixels (or 256 x 512), prepared
/// by Liu, Johns, Davison 2019 (MTAN), arXiv 1803.10704, https://github.com/lorenmt/mtan; the set: Cordts et al. 2016, arXiv 1604.01685. Names:
/// <c>image</c> [3, H, W] float32 in 0 .. 1; <c>segmentation</c> [H, W] int64, 2, 7 or 19 classes, -1 = ignored; <c>disparity</c> [1, H, W] float32,
/// inversely proportional to depth, 0 = missing.
/// </summary>
/// <remarks>
/// Files: <c>train</c> and <c>val</c>, in each the folders <c>image</c> [H, W, 3] floats in 0 .. 1 or bytes, <c>label_2</c>, <c>label_7</c>,
/// <c>label_19</c> [H, W] and <c>depth</c> [H, W, 1], in each <c>0.npy</c>, <c>1.npy</c>, ... Disparities are passed on as they are, since papers
/// report errors in their unit: 0 to 0.4922, which is the 16-bit number of the original file / 65535; <see cref="CityscapesFolders"/> has pixels and metres.
/// </remarks>
public sealed class Cityscapes : SampleDataset
{
    private readonly string images, labels, depths;
    private readonly int first, classes;

    /// <summary>Lists a part.</summary>
    /// <param name="root">The folder that holds <c>train</c> and <c>val</c>.</param>
    /// <param name="split">Which part: training is <c>train</c>, testing is <c>val</c>, which is what papers report.</param>
    /// <param name="classes">Number of classes: 2, 7 or 19.</param>
    /// <param name="validation">Number of the last training examples that are set aside as <see cref="Split.Validation"/>.</param>
    /// <exception cref="DatasetException">Folders are missing or empty.</exception>
    /// <exception cref="ArgumentException">The classes are not 2, 7 or 19, there is no validation part, or no training example is left.</exception>
    public Cityscapes(string root, Split split, int classes = 7, int validation = 0)
    {
        if (classes is not (2 or 7 or 19))
            throw new ArgumentException($"Cityscapes: {classes} classes are given; there are 2, 7 or 19.", nameof(classes));
        string[] folders = NumberedFiles.Folders(root, "Cityscapes", split == Split.Test ? "val" : "train", "image", $"label_{classes}", "depth");
        (images, labels, depths) = (folders[0], folders[1], folders[2]);
        (first, Count) = SplitParts.Last("Cityscapes", split, NumberedFiles.Count(folders), validation);
        this.classes = classes;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "segmentation", "disparity"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        string file = $"{first + index}.npy";
        return new SampleFields()
            .Add("image", Path.Combine(images, file), path => PixelFields.Image(path, NpyFile.Read(path)))
            .Add("segmentation", Path.Combine(labels, file), path => PixelFields.Labels(path, NpyFile.Read(path), classes))
            .Add("disparity", Path.Combine(depths, file), path => PixelFields.Depth(path, NpyFile.Read(path)))
            .ToSample();
    }
}
