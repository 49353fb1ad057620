using System.Buffers.Binary;
using System.IO.Compression;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torchvision;

namespace Marginalia.Torch.Tests.Vision;

public sealed class DatasetTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("data").FullName;
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(root, true);
    }

    string Write(string path, byte[] content, bool pack = false)
    {
        var file = Path.Combine(root, path + (pack ? ".gz" : ""));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using Stream stream = pack ? new GZipStream(File.Create(file), CompressionMode.Compress) : File.Create(file);
        stream.Write(content);
        return file;
    }

    static byte[] Idx(int magic, params int[] sizes)
    {
        var head = new byte[4 * (sizes.Length + 1)];
        BinaryPrimitives.WriteInt32BigEndian(head, magic);
        for (var i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 * i + 4), sizes[i]);
        return head;
    }

    static byte[] Bytes(int count, int start = 0) => [.. Enumerable.Range(start, count).Select(i => (byte)i)];

    [Theory]
    [InlineData("mnist", true, false)]
    [InlineData("mnist", false, true)]
    [InlineData("fashion-mnist", true, true)]
    [InlineData("kmnist", false, false)]
    public void Digits_are_read_from_files_packed_or_not(string name, bool train, bool packed)
    {
        var start = (packed ? $"{name}/" : $"{name}/test_data/") + (train ? "train" : "t10k");
        Write($"{start}-images-idx3-ubyte", [.. Idx(0x803, 3, 2, 4), .. Bytes(24, 240)], packed);
        Write($"{start}-labels-idx1-ubyte", [.. Idx(0x801, 3), 7, 0, 9], packed);
        using var data = name switch { "mnist" => datasets.MNIST(root, train), "kmnist" => datasets.KMNIST(root, train), _ => datasets.FashionMNIST(root, train) };
        Assert.Equal(3, data.Count);
        var example = data.GetTensor(1);
        Assert.Equal([1, 2, 4], example["data"].shape);
        Assert.Equal(Bytes(8, 248).Select(b => b / 255f), example["data"].data<float>().ToArray());
        Assert.Equal(0, example["label"].item<long>());
        Assert.Equal([7, 9], new[] { data.GetTensor(0)["label"].item<long>(), data.GetTensor(2)["label"].item<long>() });
        Assert.Throws<ArgumentOutOfRangeException>(() => data.GetTensor(3));
    }

    [Fact]
    public void Photographs_are_read_with_their_labels()
    {
        for (var i = 1; i <= 5; i++) Write($"CIFAR10/cifar-10-batches-bin/data_batch_{i}.bin", [(byte)i, .. Bytes(3072, i), (byte)(i + 1), .. Bytes(3072)]);
        Write("CIFAR100/cifar-100-binary/test.bin", [3, 33, .. Bytes(3072, 5)]);
        using var ten = datasets.CIFAR10(root, true);
        Assert.Equal(10, ten.Count);
        Assert.Equal([3, 4], new[] { ten.GetTensor(4)["label"].item<long>(), ten.GetTensor(5)["label"].item<long>() });
        Assert.Equal([3, 32, 32], ten.GetTensor(4)["data"].shape);
        Assert.Equal(3 / 255f, ten.GetTensor(4)["data"][0, 0, 0].item<float>());
        using var flipped = datasets.CIFAR100(root, false, false, transforms.HorizontalFlip());
        var example = flipped.GetTensor(0);
        Assert.Equal((3L, 33L), (example["categories"].item<long>(), example["label"].item<long>()));
        Assert.Equal((5 + 31) / 255f, example["data"][0, 0, 0].item<float>());
    }

    [Fact]
    public void Missing_and_damaged_files_are_named()
    {
        Assert.Contains("not downloaded", Assert.Throws<FileNotFoundException>(() => datasets.MNIST(root, true, download: true)).Message);
        Assert.Throws<FileNotFoundException>(() => datasets.CIFAR10(root, false));
        var labels = Write("mnist/test_data/train-labels-idx1-ubyte", [.. Idx(0x801, 3), 7, 0, 9]);
        foreach (var (content, reason) in new (byte[], string)[]
        {
            ([], "ends within its header"), (Idx(0x801, 3), "no file of 3 dimensions"), ([.. Idx(0x803, 3, 2, 4), .. Bytes(23)], "3 x 2 x 4"), ([.. Idx(0x803, 2, 2, 4), .. Bytes(16)], "2 images, but 3 labels"), (Idx(0x803, 3)[..6], "ends within its header"),
        })
        {
            Write("mnist/test_data/train-images-idx3-ubyte", content);
            Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => datasets.MNIST(root, true)).Message);
        }
        Write("CIFAR10/cifar-10-batches-bin/test_batch.bin", Bytes(3072));
        Assert.Contains("3072", Assert.Throws<InvalidDataException>(() => datasets.CIFAR10(root, false)).Message);
    }
}
