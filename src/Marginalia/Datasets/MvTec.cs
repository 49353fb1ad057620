using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// MVTec AD: 5,354 images of 15 kinds of things and surfaces, faultless ones for training, faulty ones with masks for testing (Bergmann, Fauser,
/// Sattlegger, Steger 2019, "MVTec AD - a comprehensive real-world dataset for unsupervised anomaly detection";
/// https://www.mvtec.com/company/research/datasets/mvtec-ad). Names: <c>image</c> [3, H, W] float32 in 0 .. 1 (grid, screw and zipper are grey, in
/// three equal channels); <c>mask</c> [1, H, W] float32, 1 = fault; <c>label</c> [] int64, the kind of fault, 0 = none.
/// </summary>
/// <remarks>
/// Files, in a folder for each category: <c>train/good/000.png</c>, <c>test/TYPE/000.png</c> and <c>ground_truth/TYPE/000_mask.png</c>, where TYPE is
/// <c>good</c>, which has no masks, or a kind of fault.
/// </remarks>
public sealed class MvTec : SampleDataset
{
    private const string Good = "good";
    private readonly (string Image, string? Mask, int Label)[] examples;

    /// <summary>Lists a part.</summary>
    /// <param name="root">The folder that holds the folders of the categories.</param>
    /// <param name="split">Which part: <see cref="Split.Train"/> or <see cref="Split.Test"/>.</param>
    /// <param name="category">The category, for example <c>bottle</c>.</param>
    /// <exception cref="DatasetException">There is no such folder, or no image in it.</exception>
    /// <exception cref="ArgumentException">The set has no validation part.</exception>
    public MvTec(string root, Split split, string category)
    {
        if (split == Split.Validation)
            throw new ArgumentException("MvTec has no validation part; set some of the training images aside.", nameof(split));
        string folder = SourceFolder.Find(root, $"MVTec AD's {category}", category);
        string images = SourceFolder.Find(folder, "the images", split == Split.Train ? "train" : "test");
        string named = Path.Combine(folder, "test");
        Classes = [Good, .. SourceFolder.Folders(Directory.Exists(named) ? named : images).Where(name => name != Good)];
        examples = [.. Classes.SelectMany((type, label) => List(folder, Path.Combine(images, type), type, label))];
        if (examples.Length == 0)
            throw new DatasetException(images, "there is no image; expected good/000.png");
    }

    /// <summary>Names of the kinds of faults, by label; the first is none: <c>good</c>.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public override int Count => examples.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "mask", "label"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        var (path, maskPath, label) = examples[index];
        Tensor? image = null;
        var fields = new SampleFields().Add("image", path, file => image = ImageFile.Read(file));
        if (maskPath is not null)
            fields.Add("mask", maskPath, file => ImageFile.ReadGrey(file).ne(0).to(ScalarType.Float32));
        else if (image is not null)
            fields.Add("mask", path, _ => zeros(1, image.shape[1], image.shape[2]));
        return fields.Add("label", path, _ => tensor((long)label)).ToSample();
    }

    private static IEnumerable<(string, string?, int)> List(string folder, string images, string type, int label) => !Directory.Exists(images)
        ? []
        : SourceFolder.Images(images).Select(path => (
            path, type == Good ? null : Path.Combine(folder, "ground_truth", type, $"{Path.GetFileNameWithoutExtension(path)}_mask.png"), label));
}
