using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// PASCAL VOC 2007 or 2012 (Everingham, Van Gool, Williams, Winn, Zisserman 2010, "The Pascal visual object classes challenge";
/// http://host.robots.ox.ac.uk/pascal/VOC). Names: <c>image</c> [3, H, W] float32 in 0 .. 1; for detection <c>boxes</c> [M, 4] float32: left, top,
/// right, bottom edges in pixels, <c>box_labels</c> [M] int64, 0 .. 19 in the order of <see cref="Classes"/> without the background, and
/// <c>difficult</c> [M] int64, 1 = not counted when results are scored; for segmentation <c>segmentation</c> [H, W] int64, 21 classes, 0 =
/// background, -1 = ignored, and <c>instance</c> [H, W] int64, 0 = none.
/// </summary>
/// <remarks>
/// Files: <c>JPEGImages</c>, <c>Annotations</c>, <c>SegmentationClass</c>, <c>SegmentationObject</c> (PNG images whose palette indices count, 255 = ignored)
/// and <c>ImageSets/Main</c> or <c>ImageSets/Segmentation</c>, in the folder, in <c>VOC2012</c> or <c>VOC2007</c>, or in those below <c>VOCdevkit</c>. The
/// files count pixels from 1 and include the last one: their xmin .. xmax are the edges xmin - 1 and xmax.
/// </remarks>
public sealed class Voc : SampleDataset
{
    private readonly string folder;
    private readonly string[] names;
    private readonly VocTask task;

    /// <summary>Reads the list of a part.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part: <c>train</c>, <c>val</c> or <c>test</c>, unless <paramref name="imageSet"/> says otherwise.</param>
    /// <param name="task">What to read.</param>
    /// <param name="imageSet">Name of another list, for example <c>trainval</c>.</param>
    /// <exception cref="DatasetException">The list is missing or empty.</exception>
    public Voc(string root, Split split, VocTask task = VocTask.Detection, string? imageSet = null)
    {
        string list = Path.Combine(
            "ImageSets", task == VocTask.Detection ? "Main" : "Segmentation", (imageSet ?? split switch { Split.Train => "train", Split.Validation => "val", _ => "test" }) + ".txt");
        string[] places = ["", "VOC2012", "VOC2007", Path.Combine("VOCdevkit", "VOC2012"), Path.Combine("VOCdevkit", "VOC2007")];
        string file = SourceFolder.Find(root, "PASCAL VOC's list of images", places.Select(place => Path.Combine(place, list)));
        folder = file[..^(list.Length + 1)];
        names = SourceFile.ReadLines(file);
        if (names.Length == 0)
            throw new DatasetException(file, "the list is empty; expected a name such as 2008_000001 in each line");
        this.task = task;
    }

    /// <summary>Names of the classes of <c>segmentation</c>; without the first, those of <c>box_labels</c>.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        "background", "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable", "dog", "horse", "motorbike", "person",
        "pottedplant", "sheep", "sofa", "train", "tvmonitor",
    ];

    /// <inheritdoc/>
    public override int Count => names.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names =>
        task == VocTask.Detection ? ["image", "boxes", "box_labels", "difficult"] : ["image", "segmentation", "instance"];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        using var scope = NewDisposeScope();
        string name = names[index];
        var fields = new SampleFields().Add("image", Path.Combine(folder, "JPEGImages", name + ".jpg"), ImageFile.Read);
        if (task == VocTask.Segmentation)
            return fields
                .Add("segmentation", Path.Combine(folder, "SegmentationClass", name + ".png"), ReadClasses)
                .Add("instance", Path.Combine(folder, "SegmentationObject", name + ".png"), ReadInstances)
                .ToSample();

        string annotation = Path.Combine(folder, "Annotations", name + ".xml");
        (float[] Box, long Label, long Difficult)[] objects = [];
        return fields
            .Add("boxes", annotation, path =>
            {
                objects = ReadObjects(path);
                return tensor(objects.SelectMany(item => item.Box).ToArray(), objects.Length, 4);
            })
            .Add("box_labels", annotation, _ => tensor(Array.ConvertAll(objects, item => item.Label)))
            .Add("difficult", annotation, _ => tensor(Array.ConvertAll(objects, item => item.Difficult)))
            .ToSample();
    }

    private static Tensor ReadInstances(string path)
    {
        var ids = PngFile.ReadLabels(path);
        return ids.masked_fill(ids.eq(255), 0);
    }

    internal static Tensor ReadClasses(string path)
    {
        var indices = PngFile.ReadLabels(path);
        return PixelFields.Labels(path, indices.masked_fill(indices.eq(255), -1), Classes.Count);
    }

    private static (float[] Box, long Label, long Difficult)[] ReadObjects(string path)
    {
        try
        {
            using var text = new MemoryStream(SourceFile.ReadBytes(path));
            return [.. XDocument.Load(text).Root!.Elements("object").Select(item => ReadObject(item, path))];
        }
        catch (XmlException error)
        {
            throw new DatasetException(path, $"this is no whole XML file: {error.Message}", error);
        }
    }

    private static (float[] Box, long Label, long Difficult) ReadObject(XElement item, string path)
    {
        string name = item.Element("name")?.Value.Trim() ?? "";
        int label = Classes.ToList().IndexOf(name) - 1;
        if (label < 0)
            throw new DatasetException(path, $"an object is named '{name}'; expected one of {string.Join(", ", Classes.Skip(1))}");
        float Edge(string edge) => float.TryParse(item.Element("bndbox")?.Element(edge)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw new DatasetException(path, $"the box of an object '{name}' has no number {edge}");
        float[] box = [Edge("xmin") - 1, Edge("ymin") - 1, Edge("xmax"), Edge("ymax")];
        return box[0] < box[2] && box[1] < box[3]
            ? (box, label, item.Element("difficult")?.Value.Trim() == "1" ? 1 : 0)
            : throw new DatasetException(path, $"the box of an object '{name}' is {string.Join(", ", box)}; expected left < right and top < bottom");
    }
}
