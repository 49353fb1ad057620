using Marginalia.Datasets;
using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets.Files;

public class NpzFileTests
{
    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void Reads_what_numpy_writes(string name)
    {
        using var scope = NewDisposeScope();
        var arrays = NpzFile.Read(Fixtures.PathTo(name));
        Assert.Equal(["depth", "labels"], arrays.Keys);
        Assert.Equal(Fixtures.Expected("f4"), Numbers.ToArray(arrays["depth"]));
        Assert.Equal(Fixtures.Expected("u2"), Numbers.ToArray(NpzFile.Read(Fixtures.PathTo(name), "labels")));
        Assert.Contains("no array 'x'; there are depth, labels", Assert.Throws<DatasetException>(() => NpzFile.Read(Fixtures.PathTo(name), "x")).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reads_what_it_writes(bool compress)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        NpzFile.Write(folder["a.npz"], [("a", arange(1000)), ("b", ones(2, 3, dtype: ScalarType.Bool))], compress);
        var arrays = NpzFile.Read(folder["a.npz"]);
        Numbers.AssertSame(arange(1000), arrays["a"]);
        Numbers.AssertSame(ones(2, 3, dtype: ScalarType.Bool), arrays["b"]);
        Assert.Equal(compress, new FileInfo(folder["a.npz"]).Length < 8000);
        Assert.Throws<ArgumentException>(() => NpzFile.Write(folder["a.npz"], [("a", arange(2)), ("a", arange(2))]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void No_byte_can_change_or_be_cut_off_unnoticed(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(Fixtures.PathTo(name));
        int noticed = 0;
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x10;
            File.WriteAllBytes(folder["a.npz"], changed);
            try
            {
                // What is read nevertheless (dates and the like may change) is what was written.
                foreach (var (_, values) in NpzFile.Read(folder["a.npz"]))
                    Assert.Equal(Fixtures.Expected(values.dtype == ScalarType.Float32 ? "f4" : "u2"), Numbers.ToArray(values));
            }
            catch (DatasetException)
            {
                noticed++;
            }

            File.WriteAllBytes(folder["a.npz"], whole[..i]);
            Assert.Throws<DatasetException>(() => NpzFile.Read(folder["a.npz"]));
        }

        Assert.True(noticed > whole.Length / 2);
    }
}
