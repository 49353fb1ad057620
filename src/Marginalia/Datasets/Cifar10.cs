using Marginalia.Datasets.Files;

namespace Marginalia.Datasets;

/// <summary>
/// CIFAR-10: 50,000 + 10,000 colour images of ten classes (Krizhevsky 2009, "Learning multiple layers of features from tiny images";
/// https://www.cs.toronto.edu/~kriz/cifar.html). Names: <c>image</c> [3, 32, 32] float32 in 0 .. 1; <c>label</c> [] int64.
/// </summary>
/// <remarks>
/// Files: <c>data_batch_1</c> .. <c>data_batch_5</c> and <c>test_batch</c>, either the binary ones (.bin) or Python's (without an end), in the folder or
/// in the archive's <c>cifar-10-batches-bin</c> or <c>cifar-10-batches-py</c>.
/// </remarks>
public class Cifar10 : PackedImages
{
    /// <summary>Reads a part.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part.</param>
    /// <param name="validation">The last training examples that become <see cref="Split.Validation"/>, which the set has not of its own.</param>
    /// <exception cref="DatasetException">Files are missing or damaged.</exception>
    /// <exception cref="ArgumentException">There is no validation part, or no training example is left.</exception>
    public Cifar10(string root, Split split, int validation = 0)
        : this(root, ["cifar-10-batches-bin", "cifar-10-batches-py"], split, validation)
    {
    }

    private protected Cifar10(string root, string[] folders, Split split, int validation)
        : base(Load(root, folders, split), [3, 32, 32], [("label", 10)], split, validation)
    {
    }

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; } = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private static IReadOnlyList<PackedFile> Load(string root, string[] folders, Split split)
    {
        string[] names = split == Split.Test ? ["test_batch"] : ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"];
        string first = SourceFolder.Find(root, "CIFAR-10", from folder in (string[])["", .. folders] from end in (string[])[".bin", ""] select Path.Combine(folder, names[0] + end));
        return CifarFiles.Read(names.Select(name => Path.Combine(Path.GetDirectoryName(first)!, name + Path.GetExtension(first))), (0, "labels"));
    }
}
