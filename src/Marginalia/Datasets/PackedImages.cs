using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Small images of one size with class labels, held in memory as the bytes of their files: MNIST, CIFAR and their kin. Names: <c>image</c> [C, H, W]
/// float32, byte / 255 exactly, and the labels [] int64.
/// </summary>
public abstract class PackedImages : SampleDataset
{
    private readonly IReadOnlyList<PackedFile> files;
    private readonly long[] shape;
    private readonly (string Name, int Classes)[] labels;
    private readonly int first;

    private protected PackedImages(IReadOnlyList<PackedFile> files, long[] shape, (string Name, int Classes)[] labels, Split split, int validation)
    {
        (this.files, this.shape, this.labels) = (files, shape, labels);
        (first, Count) = SplitParts.Last(GetType().Name, split, files.Sum(file => file.Count), validation);
        Fields = [Field.Of("image"), .. labels.Select(label => new Field(label.Name, FieldKind.Label))];
        Names = [.. Fields.Select(given => given.Name)];
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields { get; }

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        var pixels = Pixels(index);
        long[] classes = [.. labels.Select((_, i) => Label(index, i))];
        var values = new float[pixels.Length];
        ByteShares.ToFloats(pixels, values);
        return new([("image", tensor(values, shape)), .. labels.Zip(classes, (label, value) => (label.Name, tensor(value)))]);
    }

    /// <summary>The bytes of an image.</summary>
    internal ReadOnlySpan<byte> Pixels(long index)
    {
        var (file, row) = Find(index);
        int length = file.Pixels.Length / file.Count;
        return file.Pixels.AsSpan(row * length, length);
    }

    /// <summary>The label of an image, by position of its name.</summary>
    /// <exception cref="DatasetException">There is no such class.</exception>
    internal long Label(long index, int name = 0)
    {
        var (file, row) = Find(index);
        long value = file.Labels[name][row];
        return value < labels[name].Classes
            ? value
            : throw new DatasetException(file.LabelFile, $"{labels[name].Name} {value} of image {row} lies outside 0 .. {labels[name].Classes - 1}; the file is damaged or of another data set");
    }

    private (PackedFile File, int Row) Find(long index)
    {
        CheckIndices([index]);
        long row = first + index;
        foreach (var file in files)
        {
            if (row < file.Count)
                return (file, (int)row);
            row -= file.Count;
        }

        throw new InvalidOperationException("The parts hold all examples.");
    }
}
