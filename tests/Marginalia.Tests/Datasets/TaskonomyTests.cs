using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class TaskonomyTests
{
    [Fact]
    public void Units_are_metres_and_what_is_missing_is_0()
    {
        using var scope = NewDisposeScope();
        using var folder = Houses();
        using var data = new Taskonomy(folder.Path, Split.Train);
        Assert.Equal(2, data.Count);
        using var sample = data.Read(0);
        Assert.Equal([[3, 2, 3], [2, 3], [1, 2, 3], [3, 2, 3], [1, 2, 3]], data.Names.Select(name => sample[name].shape));
        Assert.Equal([-1, 0, 16], Numbers.ToArray(sample["segmentation"][0]));
        Assert.Equal([1, 0, 2.5f], sample["depth"][0, 0].data<float>().ToArray());
        Assert.Equal([0, 1, -1], sample["normal"][0, 0].data<float>().ToArray());
        Assert.Equal([0, 0.5, 1], Numbers.ToArray(sample["edge"][0, 0]).Select(value => Math.Round(value, 4)));
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Fields_are_chosen_and_parts_are_whole_buildings()
    {
        using var scope = NewDisposeScope();
        using var folder = Houses();
        using var data = new Taskonomy(folder.Path, Split.Test, ["image", "keypoints2d"]);
        Assert.Equal(1, data.Count);
        Assert.Equal([FieldKind.Image, FieldKind.Mask], data.Fields.Select(field => field.Kind));
        using var sample = data.Read(0);
        Assert.Equal(1, sample["keypoints2d"].max().ToDouble());
        Assert.Contains("there is no field 'reshading'", Assert.Throws<ArgumentException>(() => new Taskonomy(folder.Path, Split.Test, ["reshading"])).Message);
        Assert.Contains("no image of the 1 buildings", Assert.Throws<DatasetException>(() => new Taskonomy(folder.Path, Split.Validation)).Message);
        Assert.Contains("table of parts is missing", Assert.Throws<DatasetException>(() => new Taskonomy(folder.Path, Split.Train, size: "full")).Message);
        folder.Text("train_val_test_full.csv", "id,train,val\nallensville,1,0");
        Assert.Contains("no table of parts", Assert.Throws<DatasetException>(() => new Taskonomy(folder.Path, Split.Test, size: "full")).Message);
    }

    [Fact]
    public void Verify_names_what_is_missing_and_out_of_range()
    {
        using var scope = NewDisposeScope();
        using var folder = Houses();
        File.Delete(folder["allensville/normal/point_0_view_0_domain_normal.png"]);
        folder.Png("allensville/segment_semantic/point_0_view_1_domain_segmentsemantic.png", full(new long[] { 2, 3 }, 18));
        using var data = new Taskonomy(folder.Path, Split.Train);
        var problems = Problems.Of(data);
        Assert.Equal(2, problems.Count);
        Assert.Contains("domain_normal.png: the file is missing", problems[0]);
        Assert.Contains("a label is 17 at [0, 0]; expected -1 to 16", problems[1]);
    }

    private static DataFolder Houses()
    {
        using var scope = NewDisposeScope();
        var folder = new DataFolder();
        folder.Text("splits_taskonomy/train_val_test_tiny.csv", "id,train,val,test\nallensville,1,0,0\ncauthron,0,0,1\nhanson,0,1,0\n");
        foreach (var (building, view) in new[] { ("allensville", 0), ("allensville", 1), ("cauthron", 0) })
        {
            string Name(string task, string domain) => $"{building}/{task}/point_0_view_{view}_domain_{domain}.png";
            static Tensor Rows(params long[] row) => tensor(row).expand(2, 3);
            folder.Picture(Name("rgb", "rgb"), DataFolder.Pattern(3, 2, 3));
            folder.Png(Name("segment_semantic", "segmentsemantic"), Rows(0, 1, 17));
            folder.Png(Name("depth_zbuffer", "depth_zbuffer"), Rows(512, 65535, 1280), bits: 16);
            folder.Picture(Name("normal", "normal"), stack([Rows(127, 254, 0), Rows(127, 127, 127), Rows(127, 127, 127)]).to(ScalarType.Byte));
            folder.Png(Name("edge_occlusion", "edge_occlusion"), Rows(0, 32768, 65535), bits: 16);
            folder.Png(Name("keypoints2d", "keypoints2d"), Rows(0, 1, 65535), bits: 16);
        }

        return folder;
    }
}
