using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// One of the ten classifications of the Visual Domain Decathlon, images of a shorter side of 72 pixels (Rebuffi, Bilen, Vedaldi 2017, "Learning multiple
/// visual domains with residual adapters", arXiv 1705.08045; https://www.robots.ox.ac.uk/~vgg/decathlon). Names: <c>image</c> [3, H, W] float32 in 0 .. 1;
/// <c>label</c> [] int64, -1 in the test part, whose labels the owners keep.
/// </summary>
/// <remarks>
/// Files: <c>annotations/DOMAIN_train.json</c>, <c>DOMAIN_val.json</c> and <c>DOMAIN_test_stripped.json</c> in COCO's format, and the images at the
/// <c>file_name</c> there, which starts with <c>data/DOMAIN</c>, or with it left out. Labels are the positions of the categories by their numbers.
/// </remarks>
public sealed class VisualDecathlon : SampleDataset
{
    private readonly string root;
    private readonly bool withoutData;
    private readonly Split split;
    private readonly CocoFile annotations;

    /// <summary>Reads the annotations of a part.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part.</param>
    /// <param name="domain">One of <see cref="Domains"/>.</param>
    /// <exception cref="DatasetException">Files are missing or damaged.</exception>
    /// <exception cref="ArgumentException">There is no such domain.</exception>
    public VisualDecathlon(string root, Split split, string domain)
    {
        if (!Domains.Contains(domain))
            throw new ArgumentException($"VisualDecathlon has no domain '{domain}'; there are {string.Join(", ", Domains)}.", nameof(domain));
        (this.root, this.split) = (root, split);
        string part = split switch
        {
            Split.Train => "train",
            Split.Validation => "val",
            _ => "test_stripped",
        };
        annotations = CocoFile.Read(SourceFolder.Find(root, $"the Decathlon's file of annotations of {domain}", Path.Combine("annotations", $"{domain}_{part}.json")));
        withoutData = Path.GetRelativePath(root, SourceFolder.Find(root, $"the Decathlon's images of {domain}", Path.Combine("data", domain), domain)) == domain;
        Classes = [.. annotations.Categories.Select(category => category.Name)];
    }

    /// <summary>Names of the ten domains.</summary>
    public static IReadOnlyList<string> Domains { get; } =
        ["aircraft", "cifar100", "daimlerpedcls", "dtd", "gtsrb", "imagenet12", "omniglot", "svhn", "ucf101", "vgg-flowers"];

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public override int Count => annotations.Images.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "label"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        var image = annotations.Images[(int)index];
        long label = split == Split.Test ? -1 : Label(image);
        string name = withoutData && image.File.StartsWith("data/", StringComparison.Ordinal) ? image.File[5..] : image.File;
        return new(("image", ImageFile.Read(Path.Combine(root, name))), ("label", tensor(label)));
    }

    private long Label(CocoImage image)
    {
        if (image.Objects is not [var found])
            throw new DatasetException(annotations.FilePath, $"{image.File} has {image.Objects.Count} annotations; expected one, its class");
        return annotations.LabelOf(found) is var label and >= 0
            ? label
            : throw new DatasetException(annotations.FilePath, $"annotation {found.Id} of {image.File}: the category {found.Category} is none of the {Classes.Count} categories");
    }
}
