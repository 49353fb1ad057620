using Marginalia.Datasets;
using Marginalia.Tests.Datasets.Files;

namespace Marginalia.Tests.Datasets;

public class CifarTests
{
    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin/")]
    public void Binary_files_of_ten_classes(string place)
    {
        using var folder = new DataFolder();
        for (int batch = 1; batch <= 5; batch++)
            Binary(folder, $"{place}data_batch_{batch}.bin", [(byte)batch], [9]);
        Binary(folder, $"{place}test_batch.bin", [3]);
        using Cifar10 train = new(folder.Path, Split.Train, validation: 1), validation = new(folder.Path, Split.Validation, validation: 1), test = new(folder.Path, Split.Test);
        Assert.Equal([9, 1, 1], new[] { train.Count, validation.Count, test.Count });
        using var batches = train.Get([4, 5]);
        Assert.Equal([3, 9], batches["label"].data<long>().ToArray());
        Assert.Equal([2, 3, 32, 32], batches["image"].shape);
        Assert.Equal(Enumerable.Range(0, 3072).Select(p => Pixel(1, p) / 255f), batches["image"][1].reshape(-1).data<float>().ToArray());
        Assert.Equal("cat", train.Classes[3]);
        Assert.Empty(Problems.Of(train));
    }

    [Fact]
    public void Binary_files_of_a_hundred_classes_have_the_group_first()
    {
        using var folder = new DataFolder();
        Binary(folder, "train.bin", [4, 0], [19, 99]);
        using var data = new Cifar100(folder.Path, Split.Train);
        using var example = data.Read(1);
        Assert.Equal((99, 19), (example["label"].data<long>()[0], example["coarse_label"].data<long>()[0]));
        Assert.Equal((100, 20, "worm", "vehicles_2"), (data.Classes.Distinct().Count(), data.CoarseClasses.Distinct().Count(), data.Classes[99], data.CoarseClasses[19]));
        Assert.Equal([FieldKind.Image, FieldKind.Label, FieldKind.Label], data.Fields.Select(field => field.Kind));
    }

    [Theory]
    [InlineData("cifar-p2.pickle")]
    [InlineData("cifar-p3.pickle")]
    [InlineData("cifar-p4.pickle")]
    [InlineData("cifar-python2.pickle")]
    public void Pickles_of_every_Python(string fixture)
    {
        using var folder = new DataFolder();
        Directory.CreateDirectory(folder["ciFAIR-10"]);
        Directory.CreateDirectory(folder["ciFAIR-100"]);
        File.Copy(Fixtures.PathTo(fixture), folder["ciFAIR-10/test_batch"]);
        File.Copy(Fixtures.PathTo(fixture), folder["ciFAIR-100/test"]);
        using var ten = new CiFair10(folder.Path, Split.Test);
        using var hundred = new CiFair100(folder.Path, Split.Test);
        using var batch = ten.Get([0, 1]);
        Assert.Equal([7, 3], batch["label"].data<long>().ToArray());
        Assert.Equal(Enumerable.Range(0, 3072).Select(p => (11 * p + 5) % 256 / 255f), batch["image"][1].reshape(-1).data<float>().ToArray());
        using var fine = hundred.Get([0, 1]);
        Assert.Equal([99, 0], fine["label"].data<long>().ToArray());
        Assert.Equal([19, 4], fine["coarse_label"].data<long>().ToArray());
    }

    [Fact]
    public void All_missing_and_damaged_files_are_named()
    {
        using var folder = new DataFolder();
        foreach (int batch in new[] { 1, 2, 4 })
            Binary(folder, $"data_batch_{batch}.bin", [1]);
        folder.Cut("data_batch_2.bin", 1);
        var problems = Assert.Throws<DatasetException>(() => new Cifar10(folder.Path, Split.Train)).Problems;
        Assert.Equal(3, problems.Count);
        Assert.Contains("data_batch_2.bin: the file has 3072 bytes; expected a multiple of 3073", problems[0]);
        Assert.Contains("data_batch_3.bin: the file is missing", problems[1]);
        Assert.Contains("CIFAR-10 is missing; expected test_batch.bin or", Assert.Throws<DatasetException>(() => new Cifar10(folder.Path, Split.Test)).Message);
    }

    [Fact]
    public void Pickles_that_are_cut_off_or_hold_something_else_are_refused()
    {
        using var folder = new DataFolder();
        string path = folder["test"];
        byte[] whole = File.ReadAllBytes(Fixtures.PathTo("cifar-p3.pickle"));
        DatasetException Fails(byte[] content)
        {
            File.WriteAllBytes(path, content);
            var error = Assert.Throws<DatasetException>(() => new Cifar100(folder.Path, Split.Test));
            Assert.StartsWith(path + ": ", error.Message);
            return error;
        }

        for (int length = 0; length < whole.Length; length += length < 200 ? 1 : 500)
            Fails(whole[..length]);
        Assert.Contains("it calls posix.system", Fails([0x80, 2, .. "cposix\nsystem\nU\x02ls"u8, 0x85, .. "R."u8]).Message);
        Assert.Contains("no array 'data'", Fails([0x80, 2, .. "}."u8]).Message);
        Assert.Contains("no dictionary", Fails([0x80, 2, .. "K\x01."u8]).Message);
        whole[whole.AsSpan().IndexOf("fine_labels"u8)] = (byte)'F';
        Assert.Contains("no list 'fine_labels' of 2 classes", Fails(whole).Message);
    }

    [Fact]
    public void Verify_reports_every_label_that_is_none()
    {
        using var folder = new DataFolder();
        Binary(folder, "test.bin", [20, 5], [0, 100], [19, 99]);
        using var data = new Cifar100(folder.Path, Split.Test);
        Assert.Equal(["coarse_label 20 of image 0", "label 100 of image 1"], Problems.Of(data).Select(line => line[(folder["test.bin"].Length + 2)..line.IndexOf(" lies", StringComparison.Ordinal)]));
    }

    private static int Pixel(int image, int pixel) => (91 * image + 7 * pixel) % 256;

    private static void Binary(DataFolder folder, string name, params byte[][] labels)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllBytes(folder[name], [.. labels.SelectMany((label, i) => label.Concat(Enumerable.Range(0, 3072).Select(p => (byte)Pixel(i, p))))]);
    }
}
