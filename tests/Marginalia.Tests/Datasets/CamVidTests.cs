using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class CamVidTests
{
    [Fact]
    public void Images_have_the_labels_of_the_same_name_and_the_void_is_ignored()
    {
        using var folder = Streets();
        using CamVid train = new(folder.Path, Split.Train), validation = new(folder.Path, Split.Validation), test = new(folder.Path, Split.Test);
        Assert.Equal((2, 1, 1), (train.Count, validation.Count, test.Count));
        using Sample first = train.Read(0), second = train.Read(1);
        Assert.Equal([3, 4, 6], first["image"].shape);
        Assert.Equal([4, 6], first["segmentation"].shape);
        Assert.Equal((0, 1), (first["segmentation"][0, 0].ToInt64(), second["segmentation"][0, 0].ToInt64()));
        Assert.Equal(-1, first["segmentation"][3, 5].ToInt64());
        Assert.Equal("bicyclist", CamVid.Classes[10]);
        Assert.Empty(Problems.Of(train));
    }

    [Fact]
    public void Verify_names_missing_annotations_wrong_sizes_and_labels_beyond_the_classes()
    {
        using var folder = Streets();
        File.Delete(folder["trainannot/a.png"]);
        folder.Picture("trainannot/b.png", full([1, 4, 5], 0, uint8));
        folder.Picture("testannot/a.png", full([1, 4, 6], 12, uint8));
        using CamVid train = new(folder.Path, Split.Train), test = new(folder.Path, Split.Test);
        var problems = Problems.Of(train);
        Assert.Contains("trainannot/a.png: the file is missing", problems[0]);
        Assert.Contains("trainannot/b.png: the image is 4 x 5 (height x width); expected 4 x 6, as ", problems[1]);
        Assert.Contains("12", Assert.Single(Problems.Of(test)));
    }

    [Fact]
    public void Missing_and_empty_folders_are_refused()
    {
        using var folder = Streets();
        Directory.Delete(folder["valannot"], recursive: true);
        Assert.Contains("CamVid's annotations is missing", Assert.Throws<DatasetException>(() => new CamVid(folder.Path, Split.Validation)).Message);
        File.Delete(folder["test/a.png"]);
        Assert.Contains("there is no image", Assert.Throws<DatasetException>(() => new CamVid(folder.Path, Split.Test)).Message);
    }

    /// <summary>Two, one and one streets of 4 x 6; the upper left label counts the images of a part, the lower right one is void.</summary>
    private static DataFolder Streets()
    {
        var folder = new DataFolder();
        foreach (var (part, names) in new[] { ("train", "ab"), ("val", "a"), ("test", "a") })
            for (int i = 0; i < names.Length; i++)
            {
                folder.Picture($"{part}/{names[i]}.png", DataFolder.Pattern(3, 4, 6));
                var labels = full([1, 4, 6], 3, uint8);
                labels[0, 0, 0] = i;
                labels[0, 3, 5] = 11;
                folder.Picture($"{part}annot/{names[i]}.png", labels);
            }

        return folder;
    }
}
