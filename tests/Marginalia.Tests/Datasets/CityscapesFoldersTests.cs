using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class CityscapesFoldersTests
{
    private const string Frame = "aachen/aachen_000000_000019";

    /// <summary>The numbers of all labels of the files, 0 .. 33, in 4 rows of 9; the last two are 0.</summary>
    private static Tensor Ids => cat([arange(34), zeros(2, ScalarType.Int64)]).reshape(4, 9);

    [Fact]
    public void Nineteen_classes_are_evaluated_and_all_else_is_ignored()
    {
        using var scope = NewDisposeScope();
        using var folder = Streets();
        using var data = new CityscapesFolders(folder.Path, Split.Train);
        Assert.Equal(2, data.Count);
        Assert.Equal(["image", "segmentation"], data.Names);
        using var sample = data.Read(0);
        double[] classes = Numbers.ToArray(sample["segmentation"]);
        (int Id, string Name)[] some = [(7, "road"), (8, "sidewalk"), (11, "building"), (17, "pole"), (19, "traffic light"), (23, "sky"), (24, "person"), (28, "bus"), (31, "train"), (33, "bicycle")];
        Assert.All(some, pair => Assert.Equal(pair.Name, data.Classes[(int)classes[pair.Id]]));
        Assert.Equal(19, data.Classes.Count);
        Assert.Equal(Enumerable.Range(0, 19).Select(c => (double)c), classes.Where(c => c >= 0).Order());
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Seven_classes_are_groups_of_them()
    {
        using var scope = NewDisposeScope();
        using var folder = Streets();
        using var data = new CityscapesFolders(folder.Path, Split.Train, 7);
        using var sample = data.Read(0);
        double[] classes = Numbers.ToArray(sample["segmentation"]);
        (int Id, string Name)[] some = [(7, "flat"), (8, "flat"), (13, "construction"), (20, "object"), (22, "nature"), (23, "sky"), (25, "human"), (26, "vehicle"), (33, "vehicle")];
        Assert.All(some, pair => Assert.Equal(pair.Name, data.Classes[(int)classes[pair.Id]]));
        Assert.Equal(17, classes.Count(c => c == -1)); // 15 of the numbers 0 .. 33 are not evaluated, and two more pixels are 0
    }

    [Fact]
    public void Disparity_is_in_pixels_and_depth_in_metres()
    {
        using var scope = NewDisposeScope();
        using var folder = Streets();
        using var data = new CityscapesFolders(folder.Path, Split.Train, disparity: true, depth: true);
        Assert.Equal([FieldKind.Image, FieldKind.Labels, FieldKind.Disparity, FieldKind.Depth], data.Fields.Select(field => field.Kind));
        using var sample = data.Read(0);
        Assert.Equal([1, 4, 9], sample["disparity"].shape);
        Assert.Equal([0, 0, 40, 20], sample["disparity"][0, 0, ..4].data<float>().ToArray());
        Assert.Equal([0, 0, 0.2f * 2000 / 40, 0.2f * 2000 / 20], sample["depth"][0, 0, ..4].data<float>().ToArray());
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Verify_names_what_is_missing_and_damaged()
    {
        using var scope = NewDisposeScope();
        using var folder = Streets();
        folder.Png($"gtFine/train/{Frame}_gtFine_labelIds.png", full(new long[] { 4, 9 }, 34));
        folder.Cut($"disparity/train/{Frame}_disparity.png");
        folder.Text("camera/train/aachen/aachen_000001_000019_camera.json", "{\"extrinsic\": {}}");
        using var data = new CityscapesFolders(folder.Path, Split.Train, disparity: true, depth: true);
        var problems = Problems.Of(data);
        Assert.Equal(3, problems.Count);
        Assert.Contains("labelIds.png: 36 of 36 values cannot be: a label is 34 at [0, 0]; expected 0 to 33", problems[0]);
        Assert.Contains("disparity.png: the PNG image is cut off", problems[1]);
        Assert.Contains("camera.json: this is no camera of Cityscapes", problems[2]);
        Assert.Contains("the folder leftImg8bit of Cityscapes is missing", Assert.Throws<DatasetException>(() => new CityscapesFolders(folder.Path, Split.Test)).Message);
    }

    private static DataFolder Streets()
    {
        using var scope = NewDisposeScope();
        var folder = new DataFolder();
        foreach (string frame in new[] { Frame, "aachen/aachen_000001_000019" })
        {
            folder.Picture($"leftImg8bit_trainvaltest/leftImg8bit/train/{frame}_leftImg8bit.png", DataFolder.Pattern(3, 4, 9));
            folder.Png($"gtFine/train/{frame}_gtFine_labelIds.png", Ids);
            var disparity = zeros(4, 9, ScalarType.Int64);
            (disparity[0, 1], disparity[0, 2], disparity[0, 3]) = (1, 40 * 256 + 1, 20 * 256 + 1);
            folder.Png($"disparity/train/{frame}_disparity.png", disparity, bits: 16);
            folder.Text($"camera/train/{frame}_camera.json", "{\"extrinsic\": {\"baseline\": 0.2}, \"intrinsic\": {\"fx\": 2000.0}}");
        }

        return folder;
    }
}
