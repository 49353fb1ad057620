using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class PascalContextTests
{
    [Fact]
    public void Five_tasks_are_read()
    {
        using var scope = NewDisposeScope();
        using var folder = Pictures();
        using var data = new PascalContext(folder.Path, Split.Train);
        Assert.Equal(2, data.Count);
        Assert.Equal([FieldKind.Image, FieldKind.Labels, FieldKind.Labels, FieldKind.Normals, FieldKind.Mask, FieldKind.Mask], data.Fields.Select(field => field.Kind));
        using var sample = data.Read(0);
        Assert.Equal([[3, 2, 3], [2, 3], [2, 3], [3, 2, 3], [1, 2, 3], [1, 2, 3]], data.Names.Select(name => sample[name].shape));
        Assert.Equal([0, 15, -1, 0, 0, 0], Numbers.ToArray(sample["segmentation"]));
        Assert.Equal([1, 0, 4, 4, 1, 1], Numbers.ToArray(sample["part"])); // what comes later lies above
        Assert.Equal(("head", "lower arm"), (PascalContext.Parts[1], PascalContext.Parts[4]));
        Assert.Equal([0, 1, 1, 1, 1, 1], Numbers.ToArray(sample["saliency"]));
        Assert.Equal([0, 0, 0, 0, 1, 0], Numbers.ToArray(sample["edge"])); // what scikit-image leaves of [0, 1, 1], [0, 1, 1]
        Numbers.AssertClose([1 / Math.Sqrt(3), 1 / Math.Sqrt(3), 1 / Math.Sqrt(3)], Numbers.ToArray(sample["normal"][.., 1, 2]), 1e-6);
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Where_no_person_has_parts_all_is_ignored()
    {
        using var scope = NewDisposeScope();
        using var folder = Pictures();
        using var data = new PascalContext(folder.Path, Split.Train);
        using var sample = data.Read(1);
        Assert.Equal(Enumerable.Repeat(-1.0, 6), Numbers.ToArray(sample["part"]));
    }

    [Fact]
    public void Normals_are_kept_for_the_classes_that_are_asked_for()
    {
        using var scope = NewDisposeScope();
        using var folder = Pictures();
        using var data = new PascalContext(folder.Path, Split.Train, normalClasses: [9]);
        using var sample = data.Read(0);
        Assert.Equal([0, 0, 1, 0, 0, 1], Numbers.ToArray(sample["normal"].square().sum([0L]).round()));
    }

    [Fact]
    public void Verify_names_what_is_missing_and_damaged()
    {
        using var scope = NewDisposeScope();
        using var folder = Pictures();
        File.Delete(folder["sal_distill/a.png"]);
        folder.Cut("normals_distill/a.png");
        folder.Text("human_parts/b.mat", "nothing");
        using var data = new PascalContext(folder.Path, Split.Train);
        var problems = Problems.Of(data);
        Assert.Equal(3, problems.Count);
        Assert.Contains("normals_distill/a.png: The PNG image is cut off", problems[0]);
        Assert.Contains("sal_distill/a.png: the file is missing", problems[1]);
        Assert.Contains("human_parts/b.mat: this is no MATLAB file", problems[2]);
        Assert.Contains("list of images is missing", Assert.Throws<DatasetException>(() => new PascalContext(folder.Path, Split.Test)).Message);
    }

    private static DataFolder Pictures()
    {
        using var scope = NewDisposeScope();
        var folder = new DataFolder();
        folder.Text("ImageSets/Context/train.txt", "a\nb\n");
        foreach (string name in new[] { "a", "b" })
        {
            folder.Picture($"JPEGImages/{name}.jpg", DataFolder.Pattern(3, 2, 3));
            folder.Png($"semseg/{(name == "a" ? "VOC12" : "pascal-context")}/{name}.png", tensor(new long[] { 0, 15, 255, 0, 0, 0 }, 2, 3));
            folder.Picture($"normals_distill/{name}.png", full(new long[] { 3, 2, 3 }, 255, ScalarType.Byte));
            folder.Png($"sal_distill/{name}.png", tensor(new long[] { 127, 128, 255, 255, 255, 255 }, 2, 3));
            folder.Mat($"pascal-context/trainval/{name}.mat", ("LabelMap", tensor(new long[] { 2, 2, 9, 2, 2, 9 }, 2, 3)));
        }

        File.Copy(Files.Fixtures.PathTo("parts-v5.mat"), folder.Place("human_parts/a.mat"));
        File.Copy(Files.Fixtures.PathTo("no-parts-v5.mat"), folder.Place("human_parts/b.mat"));
        return folder;
    }
}
