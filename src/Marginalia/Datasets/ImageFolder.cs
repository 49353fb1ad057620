using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Images in folders that are named as their classes: the layout of ImageNet (Russakovsky et al. 2015, arXiv 1409.0575; https://image-net.org) and of
/// many sets since. Names: <c>image</c> [3, H, W] float32 in 0 .. 1, each of its own size, grey files in three equal channels; <c>label</c> [] int64.
/// </summary>
/// <remarks>
/// Files: <c>train/CLASS/*</c>, <c>val/CLASS/*</c> (or <c>validation</c>) and <c>test/CLASS/*</c>, with folders below them where there are any. Labels
/// follow the ordinal order of the names of the classes of <c>train</c>, which for ImageNet is that of the synsets (n01440764 = 0, as torchvision and
/// the pretrained networks have it, not the order of the development kit's ILSVRC2012_ID).
/// </remarks>
public sealed class ImageFolder : SampleDataset
{
    private readonly (string Path, int Label)[] examples;

    /// <summary>Lists a part.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part.</param>
    /// <param name="labels">
    /// A text file for a part whose images lie in one folder, as ImageNet's validation images do: a line for each image with its name, with or without
    /// its end, and its class, parted by a blank or a comma; what follows is not read. A class is the name of a folder of <c>train</c> or a label. Kaggle's
    /// <c>LOC_val_solution.csv</c> is such a file; the kit's <c>ILSVRC2012_validation_ground_truth.txt</c> is none, as it has another order of classes.
    /// </param>
    /// <exception cref="DatasetException">There is no such folder, or no image in it, or the file of labels is damaged; the message has every problem.</exception>
    public ImageFolder(string root, Split split, string? labels = null)
    {
        string folder = SourceFolder.Find(root, $"the images of {split}", split switch
        {
            Split.Train => ["train"],
            Split.Validation => ["val", "validation"],
            _ => (string[])["test"],
        });
        string named = Path.Combine(root, "train");
        Classes = SourceFolder.Folders(Directory.Exists(named) ? named : folder);
        examples = [.. labels is null ? ByFolder(folder) : ByFile(folder, labels)];
        if (examples.Length == 0)
            throw new DatasetException(folder, "there is no image; expected CLASS/*.jpg or CLASS/*.png");
    }

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public override int Count => examples.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "label"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        var (path, label) = examples[index];
        return new(("image", ImageFile.Read(path)), ("label", tensor((long)label)));
    }

    private IEnumerable<(string, int)> ByFolder(string folder)
    {
        string[] unknown = [.. SourceFolder.Folders(folder).Except(Classes)];
        if (unknown.Length > 0)
            throw new DatasetException(folder, $"{string.Join(", ", unknown)} is no class of the training images; expected folders of the same names");
        return Classes.Select((name, label) => (Folder: Path.Combine(folder, name), Label: label))
            .Where(part => Directory.Exists(part.Folder))
            .SelectMany(part => SourceFolder.Images(part.Folder).Select(path => (path, part.Label)));
    }

    private List<(string, int)> ByFile(string folder, string labels)
    {
        var byName = Classes.Select((name, label) => (name, label)).ToDictionary(pair => pair.name, pair => pair.label);
        var given = new Dictionary<string, int>();
        var problems = new List<string>();
        foreach (var line in TextLine.Read(labels))
        {
            string[] words = line.Text.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["ImageId", ..])
                continue;
            if (words is not [var name, var label, ..])
                problems.Add(line.Problem($"'{line.Text}' is not the name of an image and its class"));
            else if (byName.TryGetValue(label, out int value) || int.TryParse(label, out value) && value >= 0 && value < Classes.Count)
                given[Path.GetFileNameWithoutExtension(name)] = value;
            else
                problems.Add(line.Problem($"'{label}' is neither a folder of the training images nor a label of 0 .. {Classes.Count - 1}"));
        }

        var examples = new List<(string, int)>();
        foreach (string path in SourceFolder.Images(folder))
            if (given.Remove(Path.GetFileNameWithoutExtension(path), out int label))
                examples.Add((path, label));
            else
                problems.Add($"{path}: it has no line in {labels}; expected its name and its class there");
        problems.AddRange(given.Keys.Select(name => $"{Path.Combine(folder, name)}: the image is missing, although it has a line in {labels}; fetch it again"));
        return problems.Count == 0 ? examples : throw new DatasetException(problems);
    }
}
