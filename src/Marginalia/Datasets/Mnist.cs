using Marginalia.Datasets.Files;

namespace Marginalia.Datasets;

/// <summary>
/// MNIST: 60,000 + 10,000 handwritten digits (LeCun, Bottou, Bengio, Haffner 1998, "Gradient-based learning applied to document recognition";
/// http://yann.lecun.com/exdb/mnist). Names: <c>image</c> [1, 28, 28] float32 in 0 .. 1, white on black; <c>label</c> [] int64, the digit.
/// </summary>
/// <remarks>
/// Files: <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, each also
/// as <c>.gz</c>, in the folder, in <c>raw</c> or in <c>MNIST/raw</c> (torchvision's layout).
/// </remarks>
public class Mnist : PackedImages
{
    /// <summary>Reads a part.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part.</param>
    /// <param name="validation">The last training examples that become <see cref="Split.Validation"/>, which the set has not of its own.</param>
    /// <exception cref="DatasetException">A file is missing or damaged.</exception>
    /// <exception cref="ArgumentException">There is no validation part, or no training example is left.</exception>
    public Mnist(string root, Split split, int validation = 0)
        : this(root, "MNIST", split, validation)
    {
    }

    private protected Mnist(string root, string name, Split split, int validation)
        : base([Load(root, name, split)], [1, 28, 28], [("label", 10)], split, validation)
    {
    }

    /// <summary>Names of the classes, by label.</summary>
    public virtual IReadOnlyList<string> Classes => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static PackedFile Load(string root, string name, Split split)
    {
        string part = split == Split.Test ? "t10k" : "train";
        string Find(string what, string dimensions) => SourceFolder.Find(
            root, $"{part}-{what}-{dimensions}-ubyte of {name}",
            from folder in new[] { "", "raw", Path.Combine(name, "raw") }
            from separator in new[] { "-", "." }
            from end in new[] { "", ".gz" }
            select Path.Combine(folder, $"{part}-{what}{separator}{dimensions}-ubyte{end}"));

        string images = Find("images", "idx3"), labels = Find("labels", "idx1");
        var (shape, pixels) = IdxFile.Read(images, 3);
        var (labelShape, classes) = IdxFile.Read(labels, 1);
        if (shape is not [_, 28, 28])
            throw new DatasetException(images, $"the images are {shape[1]} x {shape[2]}; expected 28 x 28");
        if (shape[0] != labelShape[0])
            throw new DatasetException(labels, $"there are {labelShape[0]} labels for the {shape[0]} images of {Path.GetFileName(images)}; expected as many");
        return new(labels, shape[0], pixels, classes);
    }
}
