using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class NyuV2Tests
{
    [Fact]
    public void Fields_are_those_of_the_vocabulary()
    {
        using var scope = NewDisposeScope();
        using var folder = Rooms();
        using var data = new NyuV2(folder.Path, Split.Train);
        Assert.Equal(3, data.Count);
        Assert.Equal(["image", "segmentation", "depth", "normal"], data.Names);
        Assert.Equal([FieldKind.Image, FieldKind.Labels, FieldKind.Depth, FieldKind.Normals], data.Fields.Select(field => field.Kind));
        using var batch = data.Get([2, 0]);
        Assert.Equal([[2, 3, 4, 6], [2, 4, 6], [2, 1, 4, 6], [2, 3, 4, 6]], data.Names.Select(name => batch[name].shape));
        Assert.Equal(
            [ScalarType.Float32, ScalarType.Int64, ScalarType.Float32, ScalarType.Float32], data.Names.Select(name => batch[name].dtype));
        Numbers.AssertSame(Colours(2), batch["image"][0]);
        Numbers.AssertSame(Labels(0), batch["segmentation"][1]);
        Assert.Equal(-1, batch["segmentation"].min().ToInt64());
        Numbers.AssertSame(Depth(2), batch["depth"][0]);
        Numbers.AssertSame(Normal(), batch["normal"][0]);
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Testing_is_val_and_validation_is_the_end_of_training()
    {
        using var scope = NewDisposeScope();
        using var folder = Rooms();
        using NyuV2 train = new(folder.Path, Split.Train, validation: 1), validation = new(folder.Path, Split.Validation, validation: 1), test = new(folder.Path, Split.Test);
        Assert.Equal([2, 1, 1], new[] { train.Count, validation.Count, test.Count });
        using Sample last = validation.Read(0), tested = test.Read(0);
        Numbers.AssertSame(Colours(2), last["image"]);
        Numbers.AssertSame(Colours(100), tested["image"]);
        Assert.Throws<ArgumentException>(() => new NyuV2(folder.Path, Split.Validation));
    }

    [Fact]
    public void Normals_are_made_unit_vectors_and_short_ones_are_missing()
    {
        using var scope = NewDisposeScope();
        using var folder = Rooms();
        var normals = zeros(4, 6, 3);
        normals[0, 0] = tensor(new[] { 0.3f, 0, 0.4f });
        normals[0, 1] = tensor(new[] { 0.01f, 0, 0.01f });
        normals[0, 2] = tensor(new[] { 0f, 0.9999f, 0 });
        folder.Npy("train/normal/0.npy", normals.to(ScalarType.Float64));
        using var data = new NyuV2(folder.Path, Split.Train);
        using var sample = data.Read(0);
        Assert.Equal([0.6f, 0, 0, 0, 0, 0], sample["normal"][0, 0].data<float>().ToArray());
        Assert.Equal([0, 0, 0.9999f, 0, 0, 0], sample["normal"][1, 0].data<float>().ToArray());
        Assert.Equal([0.8f, 0, 0, 0, 0, 0], sample["normal"][2, 0].data<float>().ToArray());
    }

    [Fact]
    public void Images_may_be_bytes_and_arrays_in_fortran_order()
    {
        using var scope = NewDisposeScope();
        using var folder = Rooms();
        folder.Npy("train/image/1.npy", DataFolder.Pattern(3, 4, 6, 1).permute(1, 2, 0));
        using var data = new NyuV2(folder.Path, Split.Train);
        using var sample = data.Read(1);
        Numbers.AssertSame(Colours(1), sample["image"]);
    }

    [Fact]
    public void Verify_tells_everything_that_is_wrong_with_the_names_of_the_files()
    {
        using var scope = NewDisposeScope();
        using var folder = Rooms();
        File.Delete(folder["train/image/0.npy"]);
        folder.Cut("train/label/0.npy");
        folder.Npy("train/depth/1.npy", zeros(4, 5, 1));
        folder.Npy("train/normal/1.npy", zeros(4, 6));
        var labels = Labels(2);
        labels[1, 2] = 13;
        folder.Npy("train/label/2.npy", labels);
        var depth = Depth(2).permute(1, 2, 0).contiguous();
        (depth[3, 4, 0], depth[3, 5, 0]) = (double.NaN, -1.0);
        folder.Npy("train/depth/2.npy", depth);
        folder.Npy("train/image/2.npy", Colours(2).permute(1, 2, 0) * 255);
        using var data = new NyuV2(folder.Path, Split.Train);
        var problems = Problems.Of(data);
        Assert.Equal(7, problems.Count);
        Assert.Equal($"{folder["train/image/0.npy"]}: the file is missing; the data set is not complete: fetch or convert it again", problems[0]);
        Assert.StartsWith($"{folder["train/label/0.npy"]}: the header speaks of ", problems[1]);
        Assert.StartsWith($"{folder["train/depth/1.npy"]}: the image is 4 x 5 (height x width); expected 4 x 6, as {folder["train/image/1.npy"]}", problems[2]);
        Assert.Equal($"{folder["train/normal/1.npy"]}: the array has the shape [4, 6]; expected [H, W, 3]", problems[3]);
        Assert.StartsWith($"{folder["train/image/2.npy"]}: 72 of 72 values cannot be: a colour is ", problems[4].Replace(problems[4].Split(' ')[1], "72", StringComparison.Ordinal));
        Assert.Equal($"{folder["train/label/2.npy"]}: 1 of 24 values cannot be: a label is 13 at [1, 2]; expected -1 to 12", problems[5]);
        Assert.Equal($"{folder["train/depth/2.npy"]}: 2 of 24 values cannot be: a number is NaN at [0, 3, 4]; expected finite, and 0 (missing) or greater", problems[6]);
    }

    [Fact]
    public void Missing_folders_are_all_named()
    {
        using var folder = Rooms();
        Directory.Delete(folder["train/depth"], recursive: true);
        Directory.Delete(folder["train/normal"], recursive: true);
        var error = Assert.Throws<DatasetException>(() => new NyuV2(folder.Path, Split.Train));
        Assert.Equal([folder["train/depth"], folder["train/normal"]], error.Problems.Select(problem => problem.Split(": ")[0]));
        Assert.Contains("the part train of NYUv2 is missing", Assert.Throws<DatasetException>(() => new NyuV2(folder["val"], Split.Train)).Message);
        Assert.Contains("no such folder", Assert.Throws<DatasetException>(() => new NyuV2(folder["nothing"], Split.Train)).Message);
    }

    private static DataFolder Rooms()
    {
        using var scope = NewDisposeScope();
        var folder = new DataFolder();
        foreach (var (part, number, start) in new[] { ("train", 0, 0), ("train", 1, 1), ("train", 2, 2), ("val", 0, 100) })
        {
            folder.Npy($"{part}/image/{number}.npy", Colours(start).permute(1, 2, 0).to(ScalarType.Float64));
            folder.Npy($"{part}/label/{number}.npy", Labels(start).to(ScalarType.Float32));
            folder.Npy($"{part}/depth/{number}.npy", Depth(start).permute(1, 2, 0));
            folder.Npy($"{part}/normal/{number}.npy", Normal().permute(1, 2, 0));
        }

        return folder;
    }

    private static Tensor Colours(int start) => DataFolder.Pattern(3, 4, 6, start).to(ScalarType.Float32) / 255;

    private static Tensor Labels(int start) => DataFolder.Pattern(1, 4, 6, start)[0].to(ScalarType.Int64).remainder(14) - 1;

    private static Tensor Depth(int start) => DataFolder.Pattern(1, 4, 6, start).to(ScalarType.Float32) / 32;

    /// <summary>Upwards on the right, missing on the left.</summary>
    private static Tensor Normal() => cat([zeros(3, 4, 2), tensor(new float[] { 0, 1, 0 }).reshape(3, 1, 1).expand(3, 4, 4)], 2);
}
