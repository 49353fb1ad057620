using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class NyuV2FortyTests
{
    [Fact]
    public void Both_layouts_of_the_surveys_are_read()
    {
        using var scope = NewDisposeScope();
        using var folder = Rooms();
        using var data = new NyuV2Forty(folder.Path, Split.Train);
        Assert.Equal(2, data.Count);
        Assert.Equal([FieldKind.Image, FieldKind.Labels, FieldKind.Depth, FieldKind.Normals, FieldKind.Mask], data.Fields.Select(field => field.Kind));
        using Sample arrays = data.Read(0), pictures = data.Read(1);
        foreach (var sample in new[] { arrays, pictures })
        {
            Assert.Equal([[3, 4, 6], [4, 6], [1, 4, 6], [3, 4, 6], [1, 4, 6]], data.Names.Select(name => sample[name].shape));
            Assert.Equal([-1, 0, 39], Numbers.ToArray(sample["segmentation"][0, ..3]));
            Assert.Equal([0, 1.5f], sample["depth"][0, 0, ..2].data<float>().ToArray());
            Assert.Equal([1, 0], sample["edge"][0, 0, ..2].data<float>().ToArray());
            Assert.Equal([0, 0, 0], sample["normal"][.., 0, 0].data<float>().ToArray());
        }

        Assert.Equal([0, 1, 0], arrays["normal"][.., 0, 1].data<float>().ToArray());
        Numbers.AssertClose([-1 / Math.Sqrt(3), 1 / Math.Sqrt(3), 1 / Math.Sqrt(3)], Numbers.ToArray(pictures["normal"][.., 0, 1]), 1e-6);
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Verify_names_what_is_missing_and_out_of_range()
    {
        using var scope = NewDisposeScope();
        using var folder = Rooms();
        File.Delete(folder["depth/0001.npy"]);
        folder.Png("segmentation/0001.png", full(new long[] { 4, 6 }, 41));
        folder.Npy("edge/0001.npy", full(new long[] { 4, 6 }, 255f));
        using var data = new NyuV2Forty(folder.Path, Split.Train);
        var problems = Problems.Of(data);
        Assert.Equal(3, problems.Count);
        Assert.Contains("segmentation/0001.png: 24 of 24 values cannot be: a label is 40 at [0, 0]; expected -1 to 39", problems[0]);
        Assert.Contains("depth/0001.npy: the file is missing", problems[1]);
        Assert.Contains("edge/0001.npy: 24 of 24 values cannot be: a number is 255", problems[2]);
        Assert.Contains("list of images is missing", Assert.Throws<DatasetException>(() => new NyuV2Forty(folder.Path, Split.Test)).Message);
    }

    private static DataFolder Rooms()
    {
        using var scope = NewDisposeScope();
        var folder = new DataFolder();
        folder.Text("gt_sets/train.txt", "0001\r\n0002\r\n");
        var labels = zeros(4, 6, ScalarType.Int64);
        (labels[0, 1], labels[0, 2]) = (1, 40);
        var depth = zeros(4, 6);
        depth[0, 1] = 1.5;
        var edge = zeros(4, 6);
        edge[0, 0] = 1;
        var normal = zeros(4, 6, 3);
        normal[0, 1, 1] = 1;
        var picture = full(new long[] { 3, 4, 6 }, 127, ScalarType.Byte);
        picture[.., 0, 1] = tensor(new byte[] { 0, 255, 255 });
        foreach (string name in new[] { "0001", "0002" })
            folder.Picture($"images/{name}.jpg", DataFolder.Pattern(3, 4, 6));
        folder.Png("segmentation/0001.png", labels);
        folder.Npy("depth/0001.npy", depth);
        folder.Npy("normals/0001.npy", normal);
        folder.Npy("edge/0001.npy", edge);
        folder.Mat("segmentation/0002.mat", ("segmentation", labels));
        folder.Mat("depth/0002.mat", ("depth", depth));
        folder.Picture("normals/0002.png", picture);
        folder.Png("edge/0002.png", edge * 255);
        return folder;
    }
}
