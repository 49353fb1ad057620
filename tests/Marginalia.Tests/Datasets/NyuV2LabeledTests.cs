using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class NyuV2LabeledTests
{
    [Fact]
    public void Images_are_read_one_by_one_with_rows_and_columns_in_place()
    {
        using var scope = NewDisposeScope();
        using var folder = Owners();
        using NyuV2Labeled train = new(folder.Path, Split.Train), test = new(folder.Path, Split.Test);
        Assert.Equal((2, 1), (train.Count, test.Count));
        Assert.Equal(["wall", "floor", "box"], train.Classes);
        Assert.Equal([FieldKind.Image, FieldKind.Labels, FieldKind.Depth, FieldKind.Instances], train.Fields.Select(field => field.Kind));
        foreach (var (data, index, number) in new[] { (train, 0, 2), (train, 1, 0), (test, 0, 1) })
        {
            using var sample = data.Read(index);
            Numbers.AssertSame(DataFolder.Pattern(3, 4, 6, number).to(ScalarType.Float32) / 255, sample["image"]);
            var pattern = DataFolder.Pattern(1, 4, 6, number);
            Numbers.AssertSame(pattern[0].to(ScalarType.Int64).remainder(4) - 1, sample["segmentation"]);
            Numbers.AssertSame(pattern.to(ScalarType.Float32) / 32, sample["depth"]);
            Numbers.AssertSame(pattern[0].to(ScalarType.Int64).remainder(3), sample["instance"]);
        }

        Assert.Empty(Problems.Of(train));
    }

    [Fact]
    public void Missing_files_and_wrong_numbers_are_named()
    {
        using var folder = Owners();
        File.Delete(folder["splits.mat"]);
        Assert.Contains("list of parts is missing", Assert.Throws<DatasetException>(() => new NyuV2Labeled(folder.Path, Split.Train)).Message);
        using var scope = NewDisposeScope();
        folder.Mat("splits.mat", ("trainNdxs", tensor(new long[] { 1, 4 }, 2, 1)), ("testNdxs", tensor(new long[] { 2 }, 1, 1)));
        Assert.Contains("an image has the number 4; expected 1 to 3", Assert.Throws<DatasetException>(() => new NyuV2Labeled(folder.Path, Split.Train)).Message);
        File.Copy(Files.Fixtures.PathTo("v73.mat"), folder["nyu_depth_v2_labeled.mat"], overwrite: true);
        Assert.Contains("no value 'images'", Assert.Throws<DatasetException>(() => new NyuV2Labeled(folder.Path, Split.Test)).Message);
    }

    private static DataFolder Owners()
    {
        using var scope = NewDisposeScope();
        var folder = new DataFolder();
        File.Copy(Files.Fixtures.PathTo("nyu-v73.mat"), folder["nyu_depth_v2_labeled.mat"]);
        folder.Mat("splits.mat", ("trainNdxs", tensor(new long[] { 3, 1 }, 2, 1)), ("testNdxs", tensor(new long[] { 2 }, 1, 1)));
        return folder;
    }
}
