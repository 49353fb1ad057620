using Marginalia.Datasets;
using TorchSharp;

namespace Marginalia.Tests.Datasets;

public class CocoTests
{
    private const string Categories = """[{"id": 90, "name": "toothbrush"}, {"id": 1, "name": "person"}, {"id": 18, "name": "dog"}]""";

    /// <summary>Image 9: a dog of two polygons, a crowd of run lengths, a person; image 4: nothing. In the order of the owner's files: categories last.</summary>
    private const string Annotations = """
        {"id": 7, "image_id": 9, "category_id": 18, "bbox": [1, 1, 2.5, 3], "iscrowd": 0, "area": 7.5, "segmentation": [[1, 1, 3, 1, 3, 3, 1, 3], [5, 0, 6, 0, 6, 1, 5, 1]]},
        {"id": 900100, "image_id": 9, "category_id": 1, "bbox": [0, 0, 2, 4], "iscrowd": 1, "segmentation": {"counts": [0, 4, 20], "size": [4, 6]}},
        {"segmentation": {"counts": "g01", "size": [4, 6]}, "id": 8, "image_id": 9, "category_id": 1, "bbox": [5, 3, 1, 1], "iscrowd": 0}
        """;

    [Fact]
    public void Boxes_labels_and_crowds_are_those_of_the_file()
    {
        using var folder = Folder(Annotations);
        using var data = new Coco(folder.Path, Split.Validation);
        Assert.Equal(["image", "boxes", "box_labels", "crowd"], data.Names);
        Assert.Equal([FieldKind.Image, FieldKind.Boxes, FieldKind.Label, FieldKind.Label], data.Fields.Select(field => field.Kind));
        Assert.Equal(["person", "dog", "toothbrush"], data.Classes);
        using Sample full = data.Read(0), bare = data.Read(1);
        Assert.Equal([3, 4, 6], full["image"].shape);
        Assert.Equal([1, 1, 3.5f, 4, 0, 0, 2, 4, 5, 3, 6, 4], full["boxes"].reshape(-1).data<float>().ToArray()); // one pixel at column 5: 5 .. 6
        Assert.Equal([1, 0, 0], full["box_labels"].data<long>().ToArray());
        Assert.Equal([0, 1, 0], full["crowd"].data<long>().ToArray());
        Assert.Equal([0, 4], bare["boxes"].shape);
        Assert.Equal([0], bare["box_labels"].shape);
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Masks_come_from_polygons_and_from_run_lengths()
    {
        using var folder = Folder(Annotations);
        using var data = new Coco(folder.Path, Split.Validation, CocoTask.Segmentation);
        using Sample full = data.Read(0), bare = data.Read(1);
        Assert.Equal([3, 4, 6], full["masks"].shape);
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], full["masks"][0].reshape(-1).data<float>().ToArray());
        Assert.Equal([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0], full["masks"][1].reshape(-1).data<float>().ToArray());
        Assert.Equal((1f, 1f), (full["masks"][2].sum().ToSingle(), full["masks"][2, 3, 5].ToSingle()));
        Assert.Equal([0, 4, 6], bare["masks"].shape);
    }

    [Fact]
    public void Rows_without_an_object_make_batches_possible()
    {
        using var folder = Folder(Annotations);
        using var data = new Coco(folder.Path, Split.Validation, CocoTask.Segmentation, rows: 4);
        using var batch = data.Get([0, 1]);
        Assert.Equal([2, 4, 4, 6], batch["masks"].shape);
        Assert.Equal([1, 0, 0, -1, -1, -1, -1, -1], batch["box_labels"].reshape(-1).data<long>().ToArray());
        Assert.Equal(0, batch["boxes"][1].abs().sum().ToDouble());
        Assert.Contains("pass at least 3", Assert.Throws<ArgumentOutOfRangeException>(() => new Coco(folder.Path, Split.Validation, rows: 2)).Message);
        using var unequal = new Coco(folder.Path, Split.Validation);
        Assert.Contains("batches of 1", Assert.Throws<InvalidOperationException>(() => unequal.Get([0, 1])).Message);
    }

    [Fact]
    public void Points_are_the_centres_of_pixels()
    {
        using var folder = new DataFolder();
        folder.Picture("images/train2017/a.jpg", DataFolder.Pattern(3, 8, 8));
        folder.Text("annotations/person_keypoints_train2017.json", """
            {"categories": [{"id": 1, "name": "person", "keypoints": ["nose", "left_eye", "right_eye"], "skeleton": [[1, 2]]}],
             "images": [{"id": 1, "file_name": "a.jpg", "height": 8, "width": 8}],
             "annotations": [{"id": 3, "image_id": 1, "category_id": 1, "bbox": [0, 0, 8, 8], "keypoints": [2, 3, 2, 0, 0, 0, 7, 4, 1]},
                             {"id": 4, "image_id": 1, "category_id": 1, "bbox": [0, 0, 8, 8]}]}
            """);
        using var data = new Coco(folder.Path, Split.Train, CocoTask.Keypoints);
        Assert.Equal(["nose", "left_eye", "right_eye"], data.KeypointNames);
        using var example = data.Read(0);
        Assert.Equal([2, 3, 3], example["keypoints"].shape);
        Assert.Equal([2.5f, 3.5f, 2, 0, 0, 0, 7.5f, 4.5f, 1], example["keypoints"][0].reshape(-1).data<float>().ToArray());
        Assert.Equal(0, example["keypoints"][1].sum().ToDouble());
    }

    [Fact]
    public void Verify_names_every_annotation_that_is_wrong()
    {
        using var folder = Folder("""
            {"id": 1, "image_id": 9, "category_id": 2, "bbox": [1, 1, 2, 2], "segmentation": [[1, 1, 2, 1, 2, 2]]},
            {"id": 2, "image_id": 9, "category_id": 1, "bbox": [1, 1, -2, 2], "segmentation": [[1, 1, 2, 1, 2, 2]]},
            {"id": 3, "image_id": 9, "category_id": 1, "bbox": [1, 1, 2]},
            {"id": 4, "image_id": 4, "category_id": 1, "bbox": [1, 1, 2, 2], "segmentation": {"size": [4, 6], "counts": [3]}},
            {"id": 5, "image_id": 4, "category_id": 1, "bbox": [1, 1, 2, 2], "segmentation": [[1, 2, 3]]}
            """);
        folder.Cut("val2017/000000000004.jpg", 400);
        string file = folder["annotations/instances_val2017.json"];
        using var data = new Coco(folder.Path, Split.Validation, CocoTask.Segmentation);
        string[] problems = [.. Problems.Of(data)];
        Assert.StartsWith(folder["val2017/000000000004.jpg"] + ": ", problems[4]);
        Assert.Equal(
            [
                $"{file}: annotation 1 of 000000000009.jpg: the category 2 is none of the 3 categories",
                $"{file}: annotation 2 of 000000000009.jpg: the box [1, 1, -2, 2] is not x, y, width and height",
                $"{file}: annotation 3 of 000000000009.jpg: the box [1, 1, 2] is not x, y, width and height",
                $"{file}: annotation 3 of 000000000009.jpg: there is no mask; expected polygons or run lengths",
                $"{file}: annotation 4 of 000000000004.jpg: the run lengths add up to 3 pixels; expected 4 x 6",
                $"{file}: annotation 5 of 000000000004.jpg: a polygon has 3 numbers; expected x and y of every corner",
            ],
            [.. problems[..4], .. problems[5..]]);
    }

    [Fact]
    public void Images_that_are_missing_cut_off_or_of_another_size_are_named()
    {
        using var folder = Folder(Annotations);
        using var data = new Coco(folder.Path, Split.Validation);
        folder.Picture("val2017/000000000009.jpg", DataFolder.Pattern(3, 6, 4));
        Assert.Contains("000000000009.jpg: the image is 6 x 4 (height x width); expected 4 x 6, as ", Assert.Throws<DatasetException>(() => data.Read(0)).Message);
        folder.Cut("val2017/000000000009.jpg");
        File.Delete(folder["val2017/000000000004.jpg"]);
        Assert.Equal([folder["val2017/000000000009.jpg"], folder["val2017/000000000004.jpg"]], Problems.Of(data).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Damaged_annotation_files_are_refused()
    {
        using var folder = Folder(Annotations);
        string file = folder["annotations/instances_val2017.json"], whole = File.ReadAllText(file);
        DatasetException Fails(string text)
        {
            File.WriteAllText(file, text);
            var error = Assert.Throws<DatasetException>(() => new Coco(folder.Path, Split.Validation));
            Assert.StartsWith(file + ": ", error.Message);
            return error;
        }

        for (int length = 0; length < whole.Length - 2; length += 13)
            Assert.Contains("no whole JSON text", Fails(whole[..length]).Message);
        Assert.Contains("a value has another type", Fails(whole.Replace("\"image_id\": 9", "\"image_id\": \"9\"")).Message);
        Assert.Contains("expected a list of numbers", Fails(whole.Replace("[1, 1, 2.5, 3]", "[[1, 1], 2.5, 3]")).Message);
        Assert.Contains("expected an object with images", Fails("[]").Message);
        Assert.Contains("there are no images", Fails("{}").Message);
        var unknown = Fails(whole.Replace("\"image_id\": 9", "\"image_id\": 5"));
        Assert.Equal(3, unknown.Problems.Count);
        Assert.Contains("annotation 900100 is of image 5, which is none of the 2 images", unknown.Problems[1]);
        Assert.Contains("image 9 stands there twice", Fails(whole.Replace("\"id\": 4,", "\"id\": 9,")).Message);
        Assert.Contains("several categories have the same id", Fails(whole.Replace("\"id\": 90,", "\"id\": 18,")).Message);
        Assert.Contains("COCO's file of annotations is missing", Assert.Throws<DatasetException>(() => new Coco(folder.Path, Split.Train)).Message);
        Assert.Throws<ArgumentException>(() => new Coco(folder.Path, Split.Test));
    }

    private static DataFolder Folder(string annotations)
    {
        var folder = new DataFolder();
        folder.Picture("val2017/000000000009.jpg", DataFolder.Pattern(3, 4, 6));
        folder.Picture("val2017/000000000004.jpg", DataFolder.Pattern(3, 4, 6));
        folder.Text("annotations/instances_val2017.json", $$"""
            {"info": {"year": 2017}, "licenses": [{"id": 1}],
             "images": [{"license": 1, "file_name": "000000000009.jpg", "height": 4, "width": 6, "id": 9}, {"file_name": "000000000004.jpg", "height": 4, "width": 6, "id": 4, "coco_url": null}],
             "annotations": [{{annotations}}], "categories": {{Categories}}}
            """);
        return folder;
    }
}
