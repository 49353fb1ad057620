using Marginalia.Datasets;
using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets.Files;

public class MatFileTests
{
    public static TheoryData<string> Whole => ["plain-v5.mat", "compressed-v5.mat", "big-endian-v5.mat", "v73.mat"];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Numbers_have_their_place_and_type(string name)
    {
        using var scope = NewDisposeScope();
        using var file = new MatFile(Fixtures.PathTo(name));
        foreach (var (variable, type) in new[] { ("bytes", "u1"), ("signed", "i1"), ("halves", "u2"), ("unsigned", "u8"), ("shorts", "i2"), ("words", "u4"), ("longs", "i8"), ("single", "f4"), ("double", "f8"), ("logical", "b1") })
        {
            var value = file.Read(variable);
            Assert.Equal(MatKind.Numbers, value.Kind);
            Assert.Equal([2, 3, 4], value.Size);
            Assert.Equal([2, 3, 4], file.SizeOf(variable));
            Assert.Equal(Fixtures.Expected(type), Numbers.ToArray(value.ToTensor()));
            Assert.Equal(type == "b1" ? ScalarType.Byte : Fixtures.TensorType(type), value.ToTensor().dtype);

            for (int last = 0; last < 4; last++)
            {
                var part = file.Read(variable, last).ToTensor();
                Assert.Equal([2, 3], part.shape);
                Numbers.AssertSame(value.ToTensor()[.., .., last], part);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read("bytes", 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read("bytes", -1));
        Assert.Equal(7.25, file.Read("number").Number);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Text_cells_and_structs_are_read(string name)
    {
        using var file = new MatFile(Fixtures.PathTo(name));
        Assert.Equal("floor", file.Read("text").Text);
        var cell = file.Read("cell");
        Assert.Equal([1, 3], cell.Size);
        Assert.Equal("wall", cell.Items[0].Text);
        Assert.Equal([1, 2], cell.Items[1].Size);
        using (var numbers = cell.Items[1].ToTensor())
            Assert.Equal([1.5, 2.5], Numbers.ToArray(numbers));
        Assert.Equal(0, cell.Items[2].Count);
        Assert.Empty(cell.Items[2].Items);
        Assert.Equal("2008_000001", file.Read("anno")["imname"].Text);
        Assert.Contains("no field 'x'; there are imname", Assert.Throws<InvalidOperationException>(() => file.Read("anno")["x"]).Message);
        Assert.Equal("This MATLAB value is cell of size 1x3; expected text.", Assert.Throws<InvalidOperationException>(() => cell.Text).Message);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Arrays_of_structs_are_read(string name)
    {
        using var file = new MatFile(Fixtures.PathTo(name));
        var parts = file.Read("anno")["objects"];
        Assert.Equal([1, 2], parts.Size);
        Assert.Equal(["head", "left arm"], parts.Items.Select(part => part["name"].Text));
        using var mask = parts.Items[0]["mask"].ToTensor();
        Assert.Equal([2, 3], mask.shape);
        Assert.Equal([1, 0, 0, 0, 1, 1], Numbers.ToArray(mask));
    }

    [Fact]
    public void Names_are_listed()
    {
        string[] names = ["anno", "bytes", "cell", "double", "halves", "logical", "longs", "number", "shorts", "signed", "single", "text", "unsigned", "words"];
        foreach (string name in (string[])["plain-v5.mat", "compressed-v5.mat", "v73.mat"])
        {
            using var file = new MatFile(Fixtures.PathTo(name));
            Assert.Equal(names, file.Names.Order(StringComparer.Ordinal));
            var error = Assert.Throws<DatasetException>(() => file.Read("x"));
            Assert.StartsWith($"{Fixtures.PathTo(name)}: there is no value 'x'; there are ", error.Message);
        }
    }

    [Fact]
    public void What_is_not_read_is_refused_and_the_rest_is_read()
    {
        using var sparse = new MatFile(Fixtures.PathTo("sparse-v5.mat"));
        Assert.Contains("'sparse' is a sparse array", Assert.Throws<DatasetException>(() => sparse.Read("sparse")).Message);
        Assert.Equal([2, 2], sparse.Read("fine").Size);
        using var complex = new MatFile(Fixtures.PathTo("complex-v5.mat"));
        Assert.Contains("'complex' is a complex array", Assert.Throws<DatasetException>(() => complex.Read("complex")).Message);
        Assert.Contains("version 5 or 7.3", Assert.Throws<DatasetException>(() => new MatFile(Fixtures.PathTo("v4.mat"))).Message);
        Assert.Contains("version 5 or 7.3", Assert.Throws<DatasetException>(() => new MatFile(Fixtures.PathTo("rgb-8.png"))).Message);
        Assert.Contains("missing", Assert.Throws<DatasetException>(() => new MatFile(Fixtures.PathTo("no-such.mat"))).Message);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Damaged_files_are_an_error_that_names_the_file_and_never_a_crash(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(Fixtures.PathTo(name));
        int step = Math.Max(1, whole.Length / 150), refused = 0;
        for (int i = 0; i < whole.Length; i += step)
            foreach (byte[] damaged in (byte[][])[whole[..i], [.. whole[..i], (byte)(whole[i] ^ 0x55), .. whole[(i + 1)..]]])
            {
                File.WriteAllBytes(folder["a.mat"], damaged);
                try
                {
                    using var file = new MatFile(folder["a.mat"]);
                    foreach (string variable in file.Names)
                        if (file.Read(variable) is { Kind: MatKind.Numbers } value)
                            value.ToTensor().Dispose();
                }
                catch (DatasetException error)
                {
                    Assert.StartsWith(folder["a.mat"] + ": ", error.Message);
                    refused++;
                }
            }

        Assert.True(refused > 50);
    }
}
