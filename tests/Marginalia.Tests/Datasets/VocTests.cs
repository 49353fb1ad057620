using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class VocTests
{
    [Fact]
    public void Boxes_are_edges_from_0()
    {
        using var scope = NewDisposeScope();
        using var folder = Pictures();
        using var data = new Voc(folder.Path, Split.Train);
        Assert.Equal(2, data.Count);
        Assert.Equal([FieldKind.Image, FieldKind.Boxes, FieldKind.Label, FieldKind.Values], data.Fields.Select(field => field.Kind));
        using Sample two = data.Read(0), none = data.Read(1);
        Assert.Equal([0, 0, 9, 6, 2, 3, 3, 4], two["boxes"].data<float>().ToArray()); // the whole image, and the pixel in column 2 and row 3
        Assert.Equal([14, 0], Numbers.ToArray(two["box_labels"]));
        Assert.Equal(("person", "aeroplane"), (Voc.Classes[15], Voc.Classes[1]));
        Assert.Equal([0, 1], Numbers.ToArray(two["difficult"]));
        Assert.Equal([0, 4], none["boxes"].shape);
        Assert.Equal([0], none["box_labels"].shape);
        Assert.Equal(ScalarType.Int64, none["difficult"].dtype);
        Assert.Empty(Problems.Of(data));
        Assert.Contains("batches of 1", Assert.Throws<InvalidOperationException>(() => data.Get([0, 1])).Message);
    }

    [Fact]
    public void Classes_are_palette_indices_and_255_is_ignored()
    {
        using var scope = NewDisposeScope();
        using var folder = Pictures();
        using var data = new Voc(folder.Path, Split.Validation, VocTask.Segmentation);
        using var sample = data.Read(0);
        Assert.Equal([[3, 6, 9], [6, 9], [6, 9]], data.Names.Select(name => sample[name].shape));
        Assert.Equal([0, 15, -1, 0], Numbers.ToArray(sample["segmentation"][0, ..4]));
        Assert.Equal([0, 1, 0, 0], Numbers.ToArray(sample["instance"][0, ..4]));
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Verify_names_what_is_missing_and_damaged()
    {
        using var scope = NewDisposeScope();
        using var folder = Pictures();
        File.Delete(folder["VOCdevkit/VOC2012/JPEGImages/b.jpg"]);
        folder.Text("VOCdevkit/VOC2012/Annotations/a.xml", Annotation("tiger", 1, 1, 9, 6));
        using (var data = new Voc(folder.Path, Split.Train))
        {
            var problems = Problems.Of(data);
            Assert.Equal(2, problems.Count);
            Assert.Contains("a.xml: an object is named 'tiger'; expected one of aeroplane", problems[0]);
            Assert.Contains("b.jpg: the file is missing", problems[1]);
        }

        foreach (var (text, problem) in new[]
        {
            (Annotation("cat", 5, 1, 4, 6), "expected left < right"), (Annotation("cat", double.NaN, 1, 4, 6), "has no number xmin"), ("<annotation>", "no whole XML file"),
        })
        {
            folder.Text("VOCdevkit/VOC2012/Annotations/a.xml", text);
            using var data = new Voc(folder.Path, Split.Train);
            Assert.Contains(problem, Assert.Throws<DatasetException>(() => data.Read(0)).Message);
        }

        folder.Png("VOCdevkit/VOC2012/SegmentationClass/a.png", full(new long[] { 6, 9 }, 21));
        folder.Picture("VOCdevkit/VOC2012/SegmentationObject/a.png", DataFolder.Pattern(3, 6, 9));
        using var segmentation = new Voc(folder.Path, Split.Validation, VocTask.Segmentation);
        Assert.Equal(
            ["a label is 21 at [0, 0]; expected -1 to 20", "has 3 channels; expected one number per pixel"],
            Problems.Of(segmentation).Select((problem, i) => problem.Substring(problem.IndexOf(i == 0 ? "a label" : "has 3", StringComparison.Ordinal), i == 0 ? 42 : 45)));
        Assert.Contains("list of images is missing", Assert.Throws<DatasetException>(() => new Voc(folder.Path, Split.Test)).Message);
    }

    private static string Annotation(string name, double left, double top, double right, double bottom, int difficult = 0) =>
        "<annotation>" + Object(name, left, top, right, bottom, difficult) + "</annotation>";

    private static string Object(string name, double left, double top, double right, double bottom, int difficult) =>
        $"<object><name>{name}</name><difficult>{difficult}</difficult><bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax></bndbox></object>";

    private static DataFolder Pictures()
    {
        using var scope = NewDisposeScope();
        var folder = new DataFolder();
        foreach (string name in new[] { "a", "b" })
            folder.Picture($"VOCdevkit/VOC2012/JPEGImages/{name}.jpg", DataFolder.Pattern(3, 6, 9));
        folder.Text("VOCdevkit/VOC2012/Annotations/a.xml", $"<annotation>{Object("person", 1, 1, 9, 6, 0)}{Object("aeroplane", 3, 4, 3, 4, 1)}</annotation>");
        folder.Text("VOCdevkit/VOC2012/Annotations/b.xml", "<annotation></annotation>");
        folder.Text("VOCdevkit/VOC2012/ImageSets/Main/train.txt", "a\nb\n");
        folder.Text("VOCdevkit/VOC2012/ImageSets/Segmentation/val.txt", "a\n");
        var classes = zeros(6, 9, ScalarType.Int64);
        (classes[0, 1], classes[0, 2]) = (15, 255);
        byte[] palette = [.. Enumerable.Range(0, 768).Select(i => (byte)(i * 5))];
        folder.Png("VOCdevkit/VOC2012/SegmentationClass/a.png", classes, palette: palette);
        folder.Png("VOCdevkit/VOC2012/SegmentationObject/a.png", where(classes.eq(15), 1L, classes), palette: palette);
        return folder;
    }
}
