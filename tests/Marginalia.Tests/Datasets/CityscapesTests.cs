using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class CityscapesTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(19)]
    public void Fields_are_those_of_the_vocabulary(int classes)
    {
        using var scope = NewDisposeScope();
        using var folder = Streets();
        using var data = new Cityscapes(folder.Path, Split.Train, classes);
        Assert.Equal(2, data.Count);
        Assert.Equal([FieldKind.Image, FieldKind.Labels, FieldKind.Disparity], data.Fields.Select(field => field.Kind));
        using var sample = data.Read(1);
        Assert.Equal([[3, 4, 8], [4, 8], [1, 4, 8]], data.Names.Select(name => sample[name].shape));
        Numbers.AssertSame(Labels(classes), sample["segmentation"]);
        Numbers.AssertSame(full(new long[] { 1, 4, 8 }, 0.25f), sample["disparity"]);
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Labels_beyond_the_classes_and_missing_folders_are_named()
    {
        using var scope = NewDisposeScope();
        using var folder = Streets();
        folder.Npy("train/label_7/0.npy", Labels(19));
        using var data = new Cityscapes(folder.Path, Split.Train);
        Assert.Contains("label_7/0.npy: ", Assert.Single(Problems.Of(data)));
        Assert.Contains("label_2: there is no such folder", Assert.Throws<DatasetException>(() => new Cityscapes(folder.Path, Split.Train, 2)).Message);
        Assert.Contains("the part val of Cityscapes is missing", Assert.Throws<DatasetException>(() => new Cityscapes(folder.Path, Split.Test)).Message);
        Assert.Throws<ArgumentException>(() => new Cityscapes(folder.Path, Split.Train, 8));
    }

    private static DataFolder Streets()
    {
        using var scope = NewDisposeScope();
        var folder = new DataFolder();
        for (int i = 0; i < 2; i++)
        {
            folder.Npy($"train/image/{i}.npy", (DataFolder.Pattern(3, 4, 8).permute(1, 2, 0) / 255.0).to(ScalarType.Float32));
            folder.Npy($"train/label_7/{i}.npy", Labels(7));
            folder.Npy($"train/label_19/{i}.npy", Labels(19));
            folder.Npy($"train/depth/{i}.npy", full(new long[] { 4, 8, 1 }, 0.25));
        }

        return folder;
    }

    private static Tensor Labels(int classes) => DataFolder.Pattern(1, 4, 8)[0].to(ScalarType.Int64).remainder(classes + 1) - 1;
}
