using System.Buffers.Binary;
using System.IO.Compression;
using Marginalia.Datasets;
using TorchSharp;

namespace Marginalia.Tests.Datasets;

public class MnistTests
{
    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [InlineData("raw/train-images.idx3-ubyte", "raw/train-labels.idx1-ubyte")]
    [InlineData("MNIST/raw/train-images-idx3-ubyte.gz", "MNIST/raw/train-labels-idx1-ubyte.gz")]
    public void Images_and_labels_are_those_of_the_files(string images, string labels)
    {
        using var folder = new DataFolder();
        Images(folder, images, 5);
        Labels(folder, labels, 3, 1, 4, 1, 5);
        using var data = new Mnist(folder.Path, Split.Train);
        Assert.Equal(5, data.Count);
        using var batch = data.Get([4, 0]);
        Assert.Equal([2, 1, 28, 28], batch["image"].shape);
        Assert.Equal(Enumerable.Range(0, 784).Select(p => Pixel(4, p) / 255f), batch["image"][0].reshape(-1).data<float>().ToArray());
        Assert.Equal([5, 3], batch["label"].data<long>().ToArray());
        Assert.Equal([FieldKind.Image, FieldKind.Label], data.Fields.Select(field => field.Kind));
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void The_last_training_images_are_set_aside_for_validation()
    {
        using var folder = Small();
        using var train = new Mnist(folder.Path, Split.Train, validation: 2);
        using var validation = new Mnist(folder.Path, Split.Validation, validation: 2);
        using var test = new Mnist(folder.Path, Split.Test, validation: 2);
        Assert.Equal([3, 2, 4], new[] { train.Count, validation.Count, test.Count });
        using var example = validation.Read(1);
        Assert.Equal(5, example["label"].ToInt64());
        Assert.Contains("validation: N", Assert.Throws<ArgumentException>(() => new Mnist(folder.Path, Split.Validation)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mnist(folder.Path, Split.Train, validation: 5));
    }

    [Fact]
    public void The_sets_of_the_same_format_have_their_own_folders_and_classes()
    {
        using var folder = new DataFolder();
        foreach (string set in new[] { "FashionMNIST", "KMNIST" })
        {
            Images(folder, $"{set}/raw/t10k-images-idx3-ubyte", 2, start: set.Length);
            Labels(folder, $"{set}/raw/t10k-labels-idx1-ubyte", 9, 0);
        }

        using var fashion = new FashionMnist(folder.Path, Split.Test);
        using var characters = new Kmnist(folder.Path, Split.Test);
        using Sample boot = fashion.Read(0), wo = characters.Read(0);
        Assert.Equal(("Ankle boot", "wo"), (fashion.Classes[9], characters.Classes[9]));
        Assert.NotEqual(boot["image"][0, 0, 0].ToSingle(), wo["image"][0, 0, 0].ToSingle());
    }

    [Fact]
    public void Damaged_files_are_named_with_what_is_wrong()
    {
        using var folder = Small();
        DatasetException Fails() => Assert.Throws<DatasetException>(() => new Mnist(folder.Path, Split.Train));
        folder.Cut("train-images-idx3-ubyte", 1);
        Assert.Equal($"{folder["train-images-idx3-ubyte"]}: its header speaks of 5 x 28 x 28 bytes, but the file holds only 3919; fetch it again", Fails().Message);
        Images(folder, "train-images-idx3-ubyte", 5);
        Labels(folder, "train-labels-idx1-ubyte", 1, 2);
        Assert.Contains("2 labels for the 5 images", Fails().Message);
        File.Copy(folder["train-images-idx3-ubyte"], folder["train-labels-idx1-ubyte"], overwrite: true);
        Assert.Contains("expected it to start with 00 00 08 01, found 00000803", Fails().Message);
        File.WriteAllBytes(folder["train-labels-idx1-ubyte"], [0, 0]);
        Assert.Contains("ends within its header", Fails().Message);
        File.Delete(folder["train-labels-idx1-ubyte"]);
        Assert.Contains("train-labels-idx1-ubyte of MNIST is missing", Fails().Message);
        Assert.Contains("there is no such folder", Assert.Throws<DatasetException>(() => new Mnist(folder["nowhere"], Split.Train)).Message);
    }

    [Fact]
    public void A_compressed_file_that_is_cut_off_or_changed_is_named()
    {
        using var folder = new DataFolder();
        Labels(folder, "train-labels-idx1-ubyte", 1, 2, 3, 4, 5);
        string images = Images(folder, "train-images-idx3-ubyte.gz", 5);
        folder.Cut("train-images-idx3-ubyte.gz", 30);
        Assert.StartsWith(images, Assert.Throws<DatasetException>(() => new Mnist(folder.Path, Split.Train)).Message);
        Images(folder, "train-images-idx3-ubyte.gz", 5);
        byte[] content = File.ReadAllBytes(images);
        content[^6] ^= 1; // of the checksum
        File.WriteAllBytes(images, content);
        Assert.StartsWith(images, Assert.Throws<DatasetException>(() => new Mnist(folder.Path, Split.Train)).Message);
    }

    [Fact]
    public void Verify_reports_every_label_that_is_none()
    {
        using var folder = new DataFolder();
        Images(folder, "train-images-idx3-ubyte", 4);
        string labels = Labels(folder, "train-labels-idx1-ubyte", 1, 10, 2, 255);
        using var data = new Mnist(folder.Path, Split.Train);
        Assert.Equal(["label 10 of image 1", "label 255 of image 3"], Problems.Of(data).Select(line => line[(labels.Length + 2)..line.IndexOf(" lies", StringComparison.Ordinal)]));
        Assert.Throws<DatasetException>(() => data.Read(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(4));
    }

    internal static DataFolder Small()
    {
        var folder = new DataFolder();
        Images(folder, "train-images-idx3-ubyte", 5);
        Labels(folder, "train-labels-idx1-ubyte", 3, 1, 4, 1, 5);
        Images(folder, "t10k-images-idx3-ubyte", 4, start: 100);
        Labels(folder, "t10k-labels-idx1-ubyte", 9, 2, 6, 5);
        return folder;
    }

    internal static int Pixel(int image, int pixel, int start = 0) => (37 * image + pixel + start) % 256;

    private static string Images(DataFolder folder, string name, int count, int start = 0) => Write(
        folder, name, [0, 0, 8, 3, .. BigEndian(count), .. BigEndian(28), .. BigEndian(28),
            .. Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, 784).Select(p => (byte)Pixel(i, p, start)))]);

    private static string Labels(DataFolder folder, string name, params byte[] labels) => Write(folder, name, [0, 0, 8, 1, .. BigEndian(labels.Length), .. labels]);

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static string Write(DataFolder folder, string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        using Stream file = File.Create(folder[name]);
        using var target = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(content);
        return folder[name];
    }
}
