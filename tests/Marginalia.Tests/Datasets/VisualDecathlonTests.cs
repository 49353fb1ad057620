using Marginalia.Datasets;

namespace Marginalia.Tests.Datasets;

public class VisualDecathlonTests
{
    [Theory]
    [InlineData("data/")]
    [InlineData("")]
    public void Images_and_labels_are_those_of_the_file(string place)
    {
        using var folder = Textures(place);
        using VisualDecathlon train = new(folder.Path, Split.Train, "dtd"), test = new(folder.Path, Split.Test, "dtd");
        Assert.Equal(["banded", "woven"], train.Classes);
        Assert.Equal([1, 0], ImageFolderTests.Labels(train));
        Assert.Equal([-1], ImageFolderTests.Labels(test));
        using var example = train.Read(0);
        Assert.Equal([3, 7, 6], example["image"].shape);
        Assert.Equal(10, VisualDecathlon.Domains.Count);
        Assert.Empty(Problems.Of(train));
    }

    [Fact]
    public void Verify_names_images_without_one_class()
    {
        using var folder = Textures("data/");
        folder.Text("annotations/dtd_val.json", """
            {"images": [{"id": 5, "file_name": "data/dtd/train/1.jpg"}, {"id": 6, "file_name": "data/dtd/train/2.jpg"}, {"id": 7, "file_name": "data/dtd/val/3.jpg"}],
             "annotations": [{"id": 1, "image_id": 5, "category_id": 9}, {"id": 2, "image_id": 7, "category_id": 1}], "categories": [{"id": 1, "name": "banded"}]}
            """);
        using var data = new VisualDecathlon(folder.Path, Split.Validation, "dtd");
        string file = folder["annotations/dtd_val.json"];
        var problems = Problems.Of(data);
        Assert.Equal(3, problems.Count);
        Assert.Equal($"{file}: annotation 1 of data/dtd/train/1.jpg: the category 9 is none of the 1 categories", problems[0]);
        Assert.Equal($"{file}: data/dtd/train/2.jpg has 0 annotations; expected one, its class", problems[1]);
        Assert.Contains("3.jpg: the file is missing", problems[2]);
    }

    [Fact]
    public void Unknown_domains_and_missing_files_are_refused()
    {
        using var folder = Textures("data/");
        Assert.Contains("there are aircraft, ", Assert.Throws<ArgumentException>(() => new VisualDecathlon(folder.Path, Split.Train, "textures")).Message);
        Assert.Contains("annotations of svhn is missing", Assert.Throws<DatasetException>(() => new VisualDecathlon(folder.Path, Split.Train, "svhn")).Message);
        Directory.Delete(folder["data"], recursive: true);
        Assert.Contains("images of dtd is missing", Assert.Throws<DatasetException>(() => new VisualDecathlon(folder.Path, Split.Train, "dtd")).Message);
    }

    private static DataFolder Textures(string place)
    {
        var folder = new DataFolder();
        folder.Picture($"{place}dtd/train/1.jpg", DataFolder.Pattern(3, 7, 6));
        folder.Picture($"{place}dtd/train/2.jpg", DataFolder.Pattern(3, 6, 7));
        folder.Picture($"{place}dtd/test/4.jpg", DataFolder.Pattern(3, 6, 7));
        folder.Text("annotations/dtd_train.json", """
            {"images": [{"id": 100, "width": 6, "height": 7, "file_name": "data/dtd/train/1.jpg"}, {"id": 101, "width": 7, "height": 6, "file_name": "data/dtd/train/2.jpg"}],
             "annotations": [{"id": 1, "image_id": 101, "category_id": 70001, "segmentation": []}, {"id": 2, "image_id": 100, "category_id": 70002}],
             "categories": [{"id": 70002, "name": "woven"}, {"id": 70001, "name": "banded"}]}
            """);
        folder.Text("annotations/dtd_test_stripped.json", """{"images": [{"id": 4, "file_name": "data/dtd/test/4.jpg"}], "categories": [{"id": 70001, "name": "banded"}]}""");
        return folder;
    }
}
