using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// NYUv2 in the layout that multi-task learning shares: 795 indoor images to train on and 654 to test on, 288 x 384 pixels, prepared by Liu, Johns,
/// Davison 2019, "End-to-end multi-task learning with attention" (MTAN), arXiv 1803.10704, https://github.com/lorenmt/mtan; the set: Silberman, Hoiem,
/// Kohli, Fergus 2012. Names: <c>image</c> [3, H, W] float32 in 0 .. 1; <c>segmentation</c> [H, W] int64, 13 classes, -1 = ignored; <c>depth</c>
/// [1, H, W] float32 in metres, 0 = missing; <c>normal</c> [3, H, W] float32, unit vectors, 0 = missing.
/// </summary>
/// <remarks>
/// Files: <c>train</c> and <c>val</c>, in each the folders <c>image</c> [H, W, 3] floats in 0 .. 1 or bytes, <c>label</c> [H, W], <c>depth</c>
/// [H, W, 1] and <c>normal</c> [H, W, 3], in each <c>0.npy</c>, <c>1.npy</c>, ... The images were made smaller, so that they are no multiples of
/// 1/255. Normals that are not of length 1, as where they were interpolated, are made so. Their frame is not documented: the numbers are passed on as
/// they are. (The tools of the set's authors have x to the right, y up and z forward, as has the vocabulary.)
/// </remarks>
public sealed class NyuV2 : SampleDataset
{
    private readonly string images, labels, depths, normals;
    private readonly int first, classes;

    /// <summary>Lists a part.</summary>
    /// <param name="root">The folder that holds <c>train</c> and <c>val</c>.</param>
    /// <param name="split">Which part: training is <c>train</c>, testing is <c>val</c>, which is what papers report.</param>
    /// <param name="validation">Number of the last training examples that are set aside as <see cref="Split.Validation"/>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="DatasetException">Folders are missing or empty.</exception>
    /// <exception cref="ArgumentException">There is no validation part, or no training example is left.</exception>
    public NyuV2(string root, Split split, int validation = 0, int classes = 13)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        string[] folders = NumberedFiles.Folders(root, "NYUv2", split == Split.Test ? "val" : "train", "image", "label", "depth", "normal");
        (images, labels, depths, normals) = (folders[0], folders[1], folders[2], folders[3]);
        (first, Count) = SplitParts.Last("NYUv2", split, NumberedFiles.Count(folders), validation);
        this.classes = classes;
    }

    /// <summary>Names of the 13 classes, by label, in the order of https://github.com/ankurhanda/SceneNetv1.0; that MTAN kept it is not documented.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["bed", "books", "ceiling", "chair", "floor", "furniture", "objects", "picture", "sofa", "table", "tv", "wall", "window"];

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "segmentation", "depth", "normal"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        string file = $"{first + index}.npy";
        return new SampleFields()
            .Add("image", Path.Combine(images, file), path => PixelFields.Image(path, NpyFile.Read(path)))
            .Add("segmentation", Path.Combine(labels, file), path => PixelFields.Labels(path, NpyFile.Read(path), classes))
            .Add("depth", Path.Combine(depths, file), path => PixelFields.Depth(path, NpyFile.Read(path)))
            .Add("normal", Path.Combine(normals, file), path => PixelFields.Normals(path, NpyFile.Read(path)))
            .ToSample();
    }
}
