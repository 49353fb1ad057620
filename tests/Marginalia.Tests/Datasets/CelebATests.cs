using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class CelebATests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("celeba/", "celeba/", "celeba/")]
    [InlineData("Img/", "Anno/", "Eval/")]
    public void Images_attributes_and_parts_are_those_of_the_files(string img, string anno, string eval)
    {
        using var folder = Faces(img, anno, eval);
        using var train = new CelebA(folder.Path, Split.Train);
        Assert.Equal(["image", "5_o_Clock_Shadow", "Smiling", "Young"], train.Names);
        Assert.Equal([FieldKind.Image, FieldKind.Label, FieldKind.Label, FieldKind.Label], train.Fields.Select(field => field.Kind));
        using var batch = train.Get([0, 1]);
        Assert.Equal([2, 3, 218, 178], batch["image"].shape);
        Assert.Equal([0, 1], batch["5_o_Clock_Shadow"].data<long>().ToArray());
        Assert.Equal([1, 0], batch["Smiling"].data<long>().ToArray());
        Assert.Equal([1, 1], batch["Young"].data<long>().ToArray());
        Assert.InRange(batch["image"][1].mean().ToDouble(), 0.58, 0.62); // 000004.jpg is grey of 0.6
        Assert.Equal([2, 1, 1], Enum.GetValues<Split>().Select(split => new CelebA(folder.Path, split).Count));
        Assert.Empty(Problems.Of(train));
    }

    [Fact]
    public void Some_attributes_and_landmarks()
    {
        using var folder = Faces();
        using var test = new CelebA(folder.Path, Split.Test, ["Young", "Smiling"], landmarks: true);
        Assert.Equal(["image", "Young", "Smiling", "keypoints"], test.Names);
        using var face = test.Read(0);
        Assert.Equal([0L, 1L], new[] { face["Young"].ToInt64(), face["Smiling"].ToInt64() });
        Assert.Equal([69.5f, 109.5f, 2, 106.5f, 113.5f, 2, 77.5f, 142.5f, 2, 73.5f, 152.5f, 2, 108.5f, 154.5f, 2], face["keypoints"].reshape(-1).data<float>().ToArray());
        Assert.Contains("no attribute 'Bald'; there are 5_o_Clock_Shadow, ", Assert.Throws<ArgumentException>(() => new CelebA(folder.Path, Split.Test, ["Bald"])).Message);
    }

    [Fact]
    public void Every_problem_of_the_tables_is_named_with_its_line()
    {
        using var folder = Faces();
        string attributes = folder.Text("list_attr_celeba.txt", "5\nSmiling Young\n000001.jpg  1 -1\n000002.jpg -1\n000003.jpg  0  1\n000004.jpg -1 x\n000001.jpg 1 1\n");
        string partition = folder.Text("list_eval_partition.txt", "000001.jpg 0\n000003.jpg 3\n000009.jpg 0\n");
        var problems = Assert.Throws<DatasetException>(() => new CelebA(folder.Path, Split.Train)).Problems;
        Assert.Equal(
            [
                $"{attributes}: line 4: there are 1 values; expected 2, one for each of the columns Smiling .. Young",
                $"{attributes}: line 6: 'x' is no whole number; expected the Young of 000004.jpg",
                $"{attributes}: line 7: 000001.jpg has a line above; expected one line per image",
                $"{partition}: line 2: '000003.jpg 3' is not the name of an image and 0 (training), 1 (validation) or 2 (test)",
                $"{partition}: line 3: 000009.jpg has no line in list_attr_celeba.txt",
                $"{attributes}: Smiling of 000003.jpg is 0; expected -1 (no) or 1 (yes)",
            ],
            problems);
        folder.Text("list_attr_celeba.txt", "202599\nSmiling\n000001.jpg 1\n");
        Assert.Contains("line 1: '202599' is not the number of the 1 lines that follow", Assert.Throws<DatasetException>(() => new CelebA(folder.Path, Split.Train)).Message);
        File.Delete(partition);
        Assert.Contains("CelebA's table of parts is missing", Assert.Throws<DatasetException>(() => new CelebA(folder.Path, Split.Train)).Message);
    }

    [Fact]
    public void Verify_names_missing_cut_off_and_wrong_images()
    {
        using var folder = Faces();
        folder.Cut("img_align_celeba/000001.jpg", 300);
        folder.Picture("img_align_celeba/000004.jpg", DataFolder.Pattern(3, 178, 218));
        using var data = new CelebA(folder.Path, Split.Train);
        var problems = Problems.Of(data);
        Assert.Equal(2, problems.Count);
        Assert.StartsWith(folder["img_align_celeba/000001.jpg"] + ": ", problems[0]);
        Assert.Contains("000004.jpg: the image is 178 x 218 (height x width); expected 218 x 178, as all aligned images of CelebA", problems[1]);
        File.Delete(folder["img_align_celeba/000001.jpg"]);
        Assert.Contains("missing", Assert.Throws<DatasetException>(() => data.Read(0)).Message);
    }

    private static DataFolder Faces(string img = "", string anno = "", string eval = "")
    {
        var folder = new DataFolder();
        for (int i = 1; i <= 4; i++)
            folder.Picture($"{img}img_align_celeba/{i:000000}.jpg", full([3, 218, 178], 38 * i + 1, dtype: ScalarType.Byte));
        folder.Text($"{anno}list_attr_celeba.txt", "4\r\n5_o_Clock_Shadow Smiling Young \r\n000001.jpg -1  1  1\r\n000002.jpg  1 -1 -1\r\n000003.jpg -1  1 -1\r\n000004.jpg  1 -1  1\r\n");
        folder.Text(
            $"{anno}list_landmarks_align_celeba.txt",
            "4\nlefteye_x lefteye_y righteye_x righteye_y nose_x nose_y leftmouth_x leftmouth_y rightmouth_x rightmouth_y\n"
            + string.Concat(Enumerable.Range(1, 4).Select(i => $"{i:000000}.jpg {66 + i}  109  106  113   77  142   73  152  108  154\n")));
        folder.Text($"{eval}list_eval_partition.txt", "000001.jpg 0\n000002.jpg 1\n000003.jpg 2\n000004.jpg 0\n");
        return folder;
    }
}
