using Marginalia.Datasets.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// PASCAL-Context for five tasks, the layout PASCAL_MT of the surveys: 4,998 images to train on and 5,105 to test on (Maninis, Radosavovic, Kokkinos
/// 2019, ASTMT, arXiv 1904.08918; Vandenhende et al. 2021, arXiv 2004.13379). Names: <c>image</c> [3, H, W] float32 in 0 .. 1; <c>segmentation</c>
/// [H, W] int64, 21 classes, 0 = background, -1 = ignored; <c>part</c> [H, W] int64, six parts of people, 0 = none, all -1 where no person's parts are
/// annotated; <c>normal</c> [3, H, W] float32, unit vectors, 0 = missing, and <c>saliency</c> [1, H, W] float32, 0 or 1, both made by networks of ASTMT;
/// <c>edge</c> [1, H, W] float32, 0 or 1. Images differ in size.
/// </summary>
/// <remarks>
/// Files (facts of the loader in https://github.com/SimonVandenhende/Multi-Task-Learning-PyTorch): <c>ImageSets/Context/train.txt</c> and <c>val.txt</c>;
/// <c>JPEGImages/NAME.jpg</c>; <c>semseg/VOC12/NAME.png</c> or <c>semseg/pascal-context/NAME.png</c> (255 = ignored); <c>human_parts/NAME.mat</c>;
/// <c>normals_distill/NAME.png</c> (0 = -1, 255 = 1); <c>sal_distill/NAME.png</c> (salient above one half); <c>pascal-context/trainval/NAME.mat</c> (LabelMap).
/// Edges are the pixels whose class in LabelMap differs from the mean of their four neighbours', thinned to lines of one pixel, as in that loader. The
/// loader also drops normals of pixels whose class NYUv2 does not have: pass those that are kept as normalClasses. The frame of the normals is not
/// documented: the numbers are passed on.
/// </remarks>
public sealed class PascalContext : SampleDataset
{
    private const long Person = 15;

    private readonly string root;
    private readonly string[] names;
    private readonly long[]? normalClasses;

    /// <summary>Reads the list of a part.</summary>
    /// <param name="root">The folder that holds <c>ImageSets</c>.</param>
    /// <param name="split">Which part: training is <c>train</c>, testing is <c>val</c>, which is what papers report.</param>
    /// <param name="validation">Number of the last training examples that are set aside as <see cref="Split.Validation"/>.</param>
    /// <param name="normalClasses">Classes of LabelMap whose normals are kept; null keeps all.</param>
    /// <exception cref="DatasetException">The list is missing or empty.</exception>
    /// <exception cref="ArgumentException">There is no validation part, or no training example is left.</exception>
    public PascalContext(string root, Split split, int validation = 0, IEnumerable<int>? normalClasses = null)
    {
        string list = SourceFolder.Find(root, "PASCAL-Context's list of images", Path.Combine("ImageSets", "Context", split == Split.Test ? "val.txt" : "train.txt"));
        string[] lines = SourceFile.ReadLines(list);
        if (lines.Length == 0)
            throw new DatasetException(list, "the list is empty; expected the name of an image in each line");
        var (first, count) = SplitParts.Last("PASCAL-Context", split, lines.Length, validation);
        (this.root, names, this.normalClasses) = (root, lines[first..(first + count)], normalClasses?.Select(id => (long)id).ToArray());
    }

    /// <summary>Names of the values of <c>part</c>.</summary>
    public static IReadOnlyList<string> Parts => HumanParts.Names;

    /// <inheritdoc/>
    public override int Count => names.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "segmentation", "part", "normal", "saliency", "edge"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        string name = names[index];
        string[] classes = [Path.Combine("semseg", "VOC12", name + ".png"), Path.Combine("semseg", "pascal-context", name + ".png")];
        string map = Path.Combine(root, "pascal-context", "trainval", name + ".mat"), picture = Path.Combine(root, "JPEGImages", name + ".jpg");
        Tensor? image = null;
        return new SampleFields()
            .Add("image", picture, path => image = ImageFile.Read(path))
            .Add("segmentation", SourceFolder.TryFind(root, classes) ?? Path.Combine(root, classes[0]), Voc.ReadClasses)
            .Add("part", Path.Combine(root, "human_parts", name + ".mat"), path => ReadParts(path, image))
            .Add("normal", Path.Combine(root, "normals_distill", name + ".png"), path =>
            {
                var normals = PixelFields.NormalsOfPicture(path, ImageFile.Read(path));
                if (normalClasses is null)
                    return normals;
                var labels = MatArray.Read(map, "LabelMap").to(ScalarType.Int64);
                ImageSize.Check(map, labels, normals.shape[1], normals.shape[2], $"as {path}");
                return normals.masked_fill(isin(labels, tensor(normalClasses)).logical_not(), 0);
            })
            .Add("saliency", Path.Combine(root, "sal_distill", name + ".png"), path => PixelFields.SharesOfPng(path).gt(0.5).to(ScalarType.Float32))
            .Add("edge", map, path => Edges(MatArray.Read(path, "LabelMap")))
            .ToSample();
    }

    /// <summary>Where the sum of the differences to the four neighbours is not 0; beyond the border the picture is mirrored at its outermost pixels.</summary>
    private static Tensor Edges(Tensor labels)
    {
        var padded = nn.functional.pad(labels.to(ScalarType.Float64).unsqueeze(0).unsqueeze(0), [1, 1, 1, 1], PaddingModes.Reflect)[0, 0];
        var (height, width) = ((int)labels.shape[0], (int)labels.shape[1]);
        Tensor Part(long row, long column) => padded.narrow(0, row, height).narrow(1, column, width);
        bool[] edges = (Part(0, 1) + Part(2, 1) + Part(1, 0) + Part(1, 2) - 4 * Part(1, 1)).ne(0).data<bool>().ToArray();
        Thinning.Thin(edges, height, width);
        return tensor(edges, 1, height, width).to(ScalarType.Float32);
    }

    /// <summary>PASCAL-Part: anno.objects, each with class_ind, mask and parts, each of which has part_name and mask.</summary>
    private static Tensor ReadParts(string path, Tensor? image)
    {
        try
        {
            using var file = new MatFile(path);
            Tensor? target = null;
            foreach (var thing in file.Read("anno")["objects"].Items.Where(thing => thing["class_ind"].Number == Person && thing["parts"].Count > 0))
                foreach (var part in thing["parts"].Items)
                {
                    long label = HumanParts.Of(part["part_name"].Text);
                    if (label == 0)
                        throw new DatasetException(path, $"a part of a person is named '{part["part_name"].Text}'; expected those of PASCAL-Part, such as head or llarm");
                    var mask = part["mask"].ToTensor().ne(0);
                    target ??= zeros(mask.shape, ScalarType.Int64);
                    ImageSize.Check(path, mask, target.shape[0], target.shape[1], "as its other parts");
                    target.masked_fill_(mask, label);
                }

            return target ?? full(image is null ? [1, 1] : image.shape[1..], -1, ScalarType.Int64);
        }
        catch (InvalidOperationException error)
        {
            throw new DatasetException(path, $"this is no annotation of PASCAL-Part: {error.Message}", error);
        }
    }
}
