using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public sealed class CachedDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter messages = new();
    private int made;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Everything_comes_back_exactly()
    {
        using var whole = Mixed(100);
        for (int opening = 0; opening < 2; opening++)
        {
            using var cached = Open(new { whole.Count }, () => Mixed(100));
            AssertSame(whole, cached);
            Assert.Equal(whole.Fields, cached.Fields);
        }

        Assert.Equal(1, made);
    }

    [Fact]
    public void Pictures_and_labels_take_a_byte_a_number()
    {
        using var data = new Rooms(Split.Train, 8);
        using var cached = new CachedDataset("rooms", 0, () => new Rooms(Split.Train, 8), folder.Path);
        AssertSame(data, cached);
        long pixels = 8 * 48 * 64;
        Assert.InRange(new FileInfo(cached.File).Length, pixels * (3 + 4 + 12 + 1 + 1 + 8), pixels * (3 + 4 + 12 + 1 + 1 + 8) + 4000); // image, depth, normal, segmentation, instance, centroid
    }

    [Theory]
    [InlineData(0, 255)]
    [InlineData(-128, 127)]
    [InlineData(-129, 5)]
    [InlineData(0, 32767)]
    [InlineData(-32769, 0)]
    [InlineData(int.MinValue, int.MaxValue)]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(-1, 255)]
    public void Integers_of_every_size_come_back(long first, long second)
    {
        // The second value is not in the first batch that is written, so that the storage has to widen.
        long[] labels = [.. Enumerable.Repeat(first, 70), second, first];
        using var cached = Open(0, () => new TensorDataset(("label", tensor(labels))));
        using var batch = cached.Get([.. Enumerable.Range(0, labels.Length).Select(i => (long)i)]);
        Assert.Equal(labels, batch["label"].data<long>().ToArray());
        Assert.Equal(1, made);
    }

    [Fact]
    public void Numbers_that_are_almost_a_byte_over_255_stay_what_they_are()
    {
        float[] values = [0, 1 / 255f, 1, float.BitIncrement(3 / 255f), -0f, float.NaN, float.PositiveInfinity, -1, 256 / 255f, float.Epsilon];
        using var cached = Open(0, () => new TensorDataset(("image", tensor(values))));
        using var batch = cached.Get([.. Enumerable.Range(0, values.Length).Select(i => (long)i)]);
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), batch["image"].data<float>().ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Other_options_make_it_again_and_say_so()
    {
        Open(new { Seed = 7, Spread = double.NaN }, () => Mixed(3)).Dispose();
        Open(new { Seed = 7, Spread = double.NaN }, () => Mixed(3)).Dispose();
        Assert.Equal(1, made);
        Assert.Empty(messages.ToString());
        using var other = Open(new { Seed = 8, Spread = double.NaN }, () => Mixed(5));
        Assert.Equal((2, 5), (made, other.Count));
        Assert.Contains($"{other.File} is made again: it was made from other options", messages.ToString());
    }

    [Fact]
    public void A_changed_byte_is_never_taken_for_data()
    {
        using var whole = Mixed(3);
        string file = WriteOnce(3);
        byte[] good = File.ReadAllBytes(file);
        int wrong = 0;
        for (int at = 0; at < good.Length; at += at < 64 ? 1 : 9)
        {
            byte[] bad = [.. good];
            bad[at] ^= 0x10;
            File.WriteAllBytes(file, bad);
            made = 0;
            using var cached = Open(3, () => Mixed(3));
            AssertSame(whole, cached);
            wrong += made;
        }

        Assert.InRange(wrong, 64 + (good.Length - 64) / 9 / 2, int.MaxValue); // the rest of the bytes fills gaps between columns
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(-500)]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_file_of_another_length_is_made_again(int length)
    {
        string file = WriteOnce(3);
        using (var stream = File.OpenWrite(file))
            stream.SetLength(length is > 1 or 0 ? length : stream.Length + length);
        using var cached = Open(3, () => Mixed(3));
        Assert.Equal(2, made);
        using var whole = Mixed(3);
        Assert.Contains("made again: it is ", messages.ToString());
        AssertSame(whole, cached);
    }

    [Fact]
    public void Several_may_write_and_read_at_once()
    {
        using var whole = Mixed(70);
        Parallel.For(0, 8, new() { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            using var cached = Open(70, () => Mixed(70));
            AssertSame(whole, cached);
        });
        Assert.Equal(["test.cache"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_is_replaced_can_still_be_read()
    {
        using var whole = Mixed(3);
        using var first = Open(3, () => Mixed(3));
        using var second = Open(5, () => Mixed(5));
        AssertSame(whole, first);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        string blocked = Path.Combine(folder.Path, "file");
        File.WriteAllText(blocked, "");
        var error = Assert.Throws<IOException>(() => new CachedDataset("test", 0, () => Mixed(3), Path.Combine(blocked, "below")));
        Assert.Contains(Path.Combine(blocked, "below", "test.cache"), error.Message);
        Assert.Contains("MARGINALIA_CACHE", error.Message);
    }

    [Fact]
    public void What_cannot_be_read_or_has_two_shapes_leaves_no_file()
    {
        var failing = Assert.Throws<LoadingException>(() => Open(0, () => new NumberedSamples(9) { BeforeReading = index => { if (index == 6) throw new DatasetException("6.png", "is cut off"); } }));
        Assert.Contains("example 6 in the batch of step 0: 6.png: is cut off", failing.Message);
        var growing = Assert.Throws<InvalidOperationException>(() => Open(0, () => new Growing()));
        Assert.Contains("'boxes' is Float32 [2, 4] in example 0 and Float32 [3, 4] in example 64", growing.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Throws<ArgumentException>(() => new CachedDataset("a/b", 0, () => Mixed(3), folder.Path));
    }

    [Fact]
    public void The_folder_is_the_one_that_the_environment_names()
    {
        string? before = Environment.GetEnvironmentVariable("MARGINALIA_CACHE");
        try
        {
            Environment.SetEnvironmentVariable("MARGINALIA_CACHE", folder.Path);
            Assert.Equal(folder.Path, CachedDataset.DefaultFolder);
            Environment.SetEnvironmentVariable("MARGINALIA_CACHE", null);
            Assert.EndsWith(Path.Combine("marginalia", "data"), CachedDataset.DefaultFolder);
        }
        finally
        {
            Environment.SetEnvironmentVariable("MARGINALIA_CACHE", before);
        }
    }

    private string WriteOnce(int count)
    {
        using var cached = Open(count, () => Mixed(count));
        return cached.File;
    }

    private CachedDataset Open(object options, Func<Dataset> make) => new("test", options, () =>
    {
        Interlocked.Increment(ref made);
        return make();
    }, folder.Path, TextWriter.Synchronized(messages));

    /// <summary>Fields of all types; the last examples have numbers that the first ones do not have.</summary>
    private static TensorDataset Mixed(int count)
    {
        using var scope = NewDisposeScope();
        var numbers = arange(count);
        return new(
            ("image", numbers.mul(7).reshape(-1, 1).add(arange(33)).fmod(256).to(ScalarType.Float32).div(255)),
            ("depth", numbers.to(ScalarType.Float32).reshape(-1, 1, 1).mul(0.1f).expand(-1, 2, 3)),
            ("mask", numbers.fmod(2).to(ScalarType.Float32).sub(numbers.eq(count - 1).to(ScalarType.Float32).mul(2))),
            ("segmentation", numbers.reshape(-1, 1).sub(1).expand(-1, 5)),
            ("label", numbers),
            ("double", numbers.to(ScalarType.Float64).div(3)),
            ("integer", numbers.to(ScalarType.Int32).neg()),
            ("truth", numbers.eq(1)),
            ("none", zeros(count, 0)));
    }

    private static void AssertSame(Dataset expected, Dataset actual)
    {
        long[] indices = [.. Enumerable.Range(0, expected.Count).Select(i => (long)i).Reverse(), 0];
        using var scope = NewDisposeScope();
        var (a, b) = (expected.Get(indices), actual.Get(indices));
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(a.Names, b.Names);
        foreach (string name in a.Names)
        {
            Assert.Equal((a[name].dtype, string.Join(' ', a[name].shape)), (b[name].dtype, string.Join(' ', b[name].shape)));
            Assert.True(a[name].contiguous().bytes.SequenceEqual(b[name].bytes), name);
        }
    }

    private sealed class Growing : Dataset
    {
        public override int Count => 100;

        public override IReadOnlyList<string> Names => ["boxes"];

        public override Batch Get(long[] indices) =>
            new(new Dictionary<string, Tensor> { ["boxes"] = zeros(indices.Length, indices[0] < 64 ? 2 : 3, 4) });
    }
}
