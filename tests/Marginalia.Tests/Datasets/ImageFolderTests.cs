using Marginalia.Datasets;
using TorchSharp;

namespace Marginalia.Tests.Datasets;

public class ImageFolderTests
{
    [Fact]
    public void Labels_follow_the_ordinal_order_of_the_training_folders_also_where_a_class_is_absent()
    {
        using var folder = Classes();
        using ImageFolder train = new(folder.Path, Split.Train), validation = new(folder.Path, Split.Validation);
        Assert.Equal(["n01", "n02", "n10"], train.Classes);
        Assert.Equal([0, 0, 1, 2], Labels(train));
        Assert.Equal([2], Labels(validation));
        using var first = train.Read(0);
        using var bytes = DataFolder.Pattern(3, 4, 5);
        Assert.Equal(bytes.div(255).reshape(-1).data<float>().ToArray(), first["image"].reshape(-1).data<float>().ToArray());
        using var grey = train.Read(2);
        Assert.Equal([3, 8, 9], grey["image"].shape);
        Assert.Empty(Problems.Of(train));
    }

    [Fact]
    public void Images_of_different_sizes_make_no_batch_and_the_error_says_what_to_do()
    {
        using var folder = Classes();
        using var data = new ImageFolder(folder.Path, Split.Train);
        Assert.Contains("crop or resize", Assert.Throws<InvalidOperationException>(() => data.Get([0, 2])).Message);
        using var one = data.Get([2]);
        Assert.Equal([1, 3, 8, 9], one["image"].shape);
    }

    [Fact]
    public void A_file_of_labels_serves_a_part_without_class_folders()
    {
        using var folder = Classes();
        folder.Picture("test/val_2.png", DataFolder.Pattern(3, 4, 5));
        folder.Picture("test/val_1.png", DataFolder.Pattern(3, 4, 5));
        folder.Picture("test/val_10.png", DataFolder.Pattern(3, 4, 5));
        string solution = folder.Text("LOC_val_solution.csv", "ImageId,PredictionString\nval_2,n10 85 1 499 272\nval_1,n02 1 2 3 4 n02 5 6 7 8\n\nval_10,n01 1 2 3 4\n");
        using var data = new ImageFolder(folder.Path, Split.Test, solution);
        Assert.Equal([1, 0, 2], Labels(data)); // val_1, val_10, val_2
        using var numbered = new ImageFolder(folder.Path, Split.Test, folder.Text("val.txt", "val_1.png 0\nval_2.png 1\nval_10.png 2\n"));
        Assert.Equal([0, 2, 1], Labels(numbered));
    }

    [Fact]
    public void Every_wrong_line_of_labels_is_named()
    {
        using var folder = Classes();
        folder.Picture("test/a.png", DataFolder.Pattern(3, 4, 5));
        folder.Picture("test/b.png", DataFolder.Pattern(3, 4, 5));
        string labels = folder.Text("labels.txt", "a.png n99\nb.png\nc.png 3\nd.png n01\n");
        var problems = Assert.Throws<DatasetException>(() => new ImageFolder(folder.Path, Split.Test, labels)).Problems;
        Assert.Equal(
            [
                $"{labels}: line 1: 'n99' is neither a folder of the training images nor a label of 0 .. 2",
                $"{labels}: line 2: 'b.png' is not the name of an image and its class",
                $"{labels}: line 3: '3' is neither a folder of the training images nor a label of 0 .. 2",
                $"{folder["test/a.png"]}: it has no line in {labels}; expected its name and its class there",
                $"{folder["test/b.png"]}: it has no line in {labels}; expected its name and its class there",
                $"{folder["test/d"]}: the image is missing, although it has a line in {labels}; fetch it again",
            ],
            problems);
    }

    [Fact]
    public void Verify_names_every_damaged_image()
    {
        using var folder = Classes();
        folder.Cut("train/n01/a.png", 10);
        folder.Text("train/n02/z.BMP", "BM but not really");
        using var data = new ImageFolder(folder.Path, Split.Train);
        Assert.Equal([folder["train/n01/a.png"], folder["train/n02/z.BMP"]], Problems.Of(data).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Folders_that_are_missing_empty_or_of_unknown_classes_are_named()
    {
        using var folder = Classes();
        Assert.Contains("the images of Test is missing; expected test in this folder", Assert.Throws<DatasetException>(() => new ImageFolder(folder.Path, Split.Test)).Message);
        Directory.CreateDirectory(folder["test/n01"]);
        Assert.Contains("there is no image", Assert.Throws<DatasetException>(() => new ImageFolder(folder.Path, Split.Test)).Message);
        folder.Picture("val/n11/a.png", DataFolder.Pattern(3, 4, 5));
        Assert.Contains("n11 is no class", Assert.Throws<DatasetException>(() => new ImageFolder(folder.Path, Split.Validation)).Message);
    }

    internal static long[] Labels(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(i =>
    {
        using var batch = data.Get([i]);
        return batch["label"].ToInt64();
    })];

    private static DataFolder Classes()
    {
        var folder = new DataFolder();
        folder.Picture("train/n10/a.png", DataFolder.Pattern(3, 4, 5));
        folder.Picture("train/n01/a.png", DataFolder.Pattern(3, 4, 5));
        folder.Picture("train/n01/sub/b.png", DataFolder.Pattern(3, 6, 5));
        folder.Picture("train/n02/a.png", DataFolder.Pattern(1, 8, 9));
        folder.Text("train/n02/notes.txt", "no image");
        folder.Text("train/n02/._a.png", "left by an archive");
        folder.Picture("val/n10/v.png", DataFolder.Pattern(3, 4, 5));
        return folder;
    }
}
