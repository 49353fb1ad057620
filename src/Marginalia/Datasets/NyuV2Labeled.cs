using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// The labelled part of NYUv2 as its owners give it: 1,449 indoor images, 480 x 640 pixels (Silberman, Hoiem, Kohli, Fergus 2012;
/// https://cs.nyu.edu/~silberman/datasets/nyu_depth_v2.html). Names: <c>image</c> [3, 480, 640] float32 in 0 .. 1; <c>segmentation</c> [480, 640] int64,
/// 894 classes, -1 = not labelled; <c>depth</c> [1, 480, 640] float32 in metres, with filled holes, 0 = missing; <c>instance</c> [480, 640] int64,
/// 1, 2, ... within a class, 0 = none.
/// </summary>
/// <remarks>
/// Files: <c>nyu_depth_v2_labeled.mat</c> (MATLAB 7.3: images, depths, labels, instances, names), read image by image, and the owners'
/// <c>splits.mat</c> (trainNdxs, testNdxs).
/// </remarks>
public sealed class NyuV2Labeled : SampleDataset
{
    private readonly MatFile file;
    private readonly string path;
    private readonly long[] indices;

    /// <summary>Opens the file.</summary>
    /// <param name="root">The folder that holds the two files.</param>
    /// <param name="split">Which part: 795 for training, 654 for testing.</param>
    /// <param name="validation">Number of the last training examples that are set aside as <see cref="Split.Validation"/>.</param>
    /// <exception cref="DatasetException">A file is missing, damaged, or does not have the arrays.</exception>
    /// <exception cref="ArgumentException">There is no validation part, or no training example is left.</exception>
    public NyuV2Labeled(string root, Split split, int validation = 0)
    {
        path = SourceFolder.Find(root, "NYUv2's labelled part", "nyu_depth_v2_labeled.mat");
        string splits = SourceFolder.Find(root, "NYUv2's list of parts", "splits.mat");
        file = new MatFile(path);
        try
        {
            using var scope = NewDisposeScope();
            long count = file.SizeOf("images")[^1];
            long[] numbers = MatArray.Read(splits, split == Split.Test ? "testNdxs" : "trainNdxs").to(ScalarType.Int64).reshape(-1).data<long>().ToArray();
            foreach (long number in numbers)
                if (number < 1 || number > count)
                    throw new DatasetException(splits, $"an image has the number {number}; expected 1 to {count}, as in {path}");
            var (first, length) = SplitParts.Last("NYUv2", split, numbers.Length, validation);
            indices = [.. numbers[first..(first + length)].Select(number => number - 1)];
            Classes = [.. file.Read("names").Items.Select(name => name.Text)];
        }
        catch (InvalidOperationException error)
        {
            file.Dispose();
            throw new DatasetException(path, error.Message, error);
        }
        catch (Exception error) when (error is DatasetException or ArgumentException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public override int Count => indices.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "segmentation", "depth", "instance"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        string place = $"{path}, image {indices[index] + 1}";
        Tensor Array(string name) => file.Read(name, indices[index]).ToTensor();
        return new SampleFields()
            .Add("image", place, name => PixelFields.Image(name, Array("images")))
            .Add("segmentation", place, name => PixelFields.Labels(name, Array("labels").to(ScalarType.Int64) - 1, Classes.Count))
            .Add("depth", place, name => PixelFields.Depth(name, Array("depths")))
            .Add("instance", place, _ => Array("instances").to(ScalarType.Int64))
            .ToSample();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}
