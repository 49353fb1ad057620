using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class MvTecTests
{
    [Fact]
    public void Faultless_images_have_empty_masks_and_faulty_ones_their_own()
    {
        using var folder = Screws();
        using MvTec train = new(folder.Path, Split.Train, "screw"), test = new(folder.Path, Split.Test, "screw");
        Assert.Equal(["good", "bent", "scratch"], train.Classes);
        Assert.Equal(["good", "bent", "scratch"], test.Classes);
        Assert.Equal([0, 0], ImageFolderTests.Labels(train));
        Assert.Equal([0, 1, 2], ImageFolderTests.Labels(test));
        using Sample good = test.Read(0), bent = test.Read(1);
        Assert.Equal(0, good["mask"].sum().ToDouble());
        Assert.Equal([1, 6, 8], good["mask"].shape);
        Assert.Equal([3, 6, 8], bent["image"].shape);
        Assert.Equal([0, 1, 1, 0, 0, 0, 0, 0], bent["mask"][0, 2].data<float>().ToArray());
        Assert.Equal(2, bent["mask"].sum().ToDouble());
        Assert.Empty(Problems.Of(test));
    }

    [Fact]
    public void Verify_names_damaged_images_missing_masks_and_masks_of_another_size()
    {
        using var folder = Screws();
        File.Delete(folder["screw/ground_truth/bent/000_mask.png"]);
        folder.Cut("screw/test/bent/000.png");
        folder.Cut("screw/test/good/000.png");
        folder.Picture("screw/ground_truth/scratch/000_mask.png", Mask(5));
        using var data = new MvTec(folder.Path, Split.Test, "screw");
        var problems = Problems.Of(data);
        Assert.Equal(4, problems.Count);
        Assert.StartsWith(folder["screw/test/good/000.png"] + ": ", problems[0]);
        Assert.StartsWith(folder["screw/test/bent/000.png"] + ": ", problems[1]);
        Assert.Contains("bent/000_mask.png: the file is missing", problems[2]);
        Assert.Contains("scratch/000_mask.png: the image is 6 x 5 (height x width); expected 6 x 8, as ", problems[3]);
    }

    [Fact]
    public void Wrong_categories_and_parts_are_refused()
    {
        using var folder = Screws();
        Assert.Contains("MVTec AD's bolt is missing", Assert.Throws<DatasetException>(() => new MvTec(folder.Path, Split.Train, "bolt")).Message);
        Assert.Throws<ArgumentException>(() => new MvTec(folder.Path, Split.Validation, "screw"));
        Directory.Delete(folder["screw/train/good"], recursive: true);
        Assert.Contains("there is no image", Assert.Throws<DatasetException>(() => new MvTec(folder.Path, Split.Train, "screw")).Message);
    }

    private static DataFolder Screws()
    {
        var folder = new DataFolder();
        foreach (string name in new[] { "train/good/000", "train/good/001", "test/good/000", "test/scratch/000", "test/bent/000" })
            folder.Picture($"screw/{name}.png", DataFolder.Pattern(1, 6, 8));
        folder.Picture("screw/ground_truth/bent/000_mask.png", Mask(8));
        folder.Picture("screw/ground_truth/scratch/000_mask.png", Mask(8));
        return folder;
    }

    private static Tensor Mask(int width)
    {
        using var scope = NewDisposeScope();
        var mask = zeros(1, 6, width, dtype: ScalarType.Byte);
        mask.narrow(1, 2, 1).narrow(2, 1, 2).fill_(255);
        return mask.MoveToOuterDisposeScope();
    }
}
