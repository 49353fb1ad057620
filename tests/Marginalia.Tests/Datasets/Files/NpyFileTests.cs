using System.Text;
using Marginalia.Datasets;
using Marginalia.Datasets.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets.Files;

public class NpyFileTests
{
    public static TheoryData<string> Written =>
        [.. Directory.GetFiles(Fixtures.PathTo(""), "*-*-*.npy").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Written))]
    public void Reads_what_numpy_writes_in_every_type_and_order(string name)
    {
        using var scope = NewDisposeScope();
        string type = name.Split('-')[1];
        var values = NpyFile.Read(Fixtures.PathTo(name));
        Assert.Equal([2, 3, 4], values.shape);
        Assert.Equal(Fixtures.TensorType(type), values.dtype);
        Assert.Equal(Fixtures.Expected(type), Numbers.ToArray(values));
    }

    [Fact]
    public void The_fixtures_have_every_type_and_both_orders() => Assert.Equal(2 * 21, Written.Count);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Reads_the_versions_of_the_format(int version)
    {
        using var values = NpyFile.Read(Fixtures.PathTo($"version-{version}.npy"));
        Assert.Equal(Fixtures.Expected("f4"), Numbers.ToArray(values));
    }

    [Fact]
    public void Reads_scalars_vectors_and_empty_arrays()
    {
        using var scope = NewDisposeScope();
        Assert.Empty(NpyFile.Read(Fixtures.PathTo("scalar.npy")).shape);
        Assert.Equal(2.5, NpyFile.Read(Fixtures.PathTo("scalar.npy")).ToDouble());
        Assert.Equal([0, 1, 2, 3, 4], Numbers.ToArray(NpyFile.Read(Fixtures.PathTo("vector.npy"))));
        Assert.Equal([0, 3], NpyFile.Read(Fixtures.PathTo("empty.npy")).shape);
    }

    [Theory]
    [InlineData("b1")]
    [InlineData("u1")]
    [InlineData("i1")]
    [InlineData("i2")]
    [InlineData("i4")]
    [InlineData("i8")]
    [InlineData("f2")]
    [InlineData("f4")]
    [InlineData("f8")]
    public void Writes_the_bytes_of_numpy(string type)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var values = tensor(Fixtures.Expected(type)).reshape(2, 3, 4).to(Fixtures.TensorType(type));
        string name = type[1] == '1' ? $"one-{type}-c.npy" : $"little-{type}-c.npy";
        NpyFile.Write(folder["a.npy"], values);
        Assert.Equal(File.ReadAllBytes(Fixtures.PathTo(name)), File.ReadAllBytes(folder["a.npy"]));

        NpyFile.Write(folder["a.npy"], values.permute(2, 1, 0).contiguous().permute(2, 1, 0)); // over the old file, and not contiguous
        Assert.Equal(File.ReadAllBytes(Fixtures.PathTo(name)), File.ReadAllBytes(folder["a.npy"]));
        Assert.Equal([folder["a.npy"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Writes_scalars_vectors_and_empty_arrays_as_numpy()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        foreach (var (name, values) in new[] { ("scalar", tensor(2.5f)), ("vector", arange(5)), ("empty", zeros(0, 3)) })
        {
            NpyFile.Write(folder["a.npy"], values);
            Assert.Equal(File.ReadAllBytes(Fixtures.PathTo(name + ".npy")), File.ReadAllBytes(folder["a.npy"]));
        }
    }

    [Theory]
    [InlineData("objects.npy", "type '|O'")]
    [InlineData("records.npy", "type [(")]
    [InlineData("complex.npy", "type '<c8'")]
    [InlineData("unicode.npy", "type '<U2'")]
    [InlineData("large-u8.npy", "integers above 9223372036854775807")]
    [InlineData("rgb-8.png", "no NumPy array")]
    [InlineData("no-such.npy", "missing")]
    public void Says_what_it_cannot_read(string name, string problem)
    {
        var error = Assert.Throws<DatasetException>(() => NpyFile.Read(Fixtures.PathTo(name)));
        Assert.StartsWith(Fixtures.PathTo(name) + ": ", error.Message);
        Assert.Contains(problem, error.Message);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }", 47, "47 bytes follow it")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }", 49, "49 bytes follow it")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }", 48, "48 bytes follow it")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-3, -4), }", 48, "expected a dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", 48, "expected a dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), 'x': 1, }", 48, "expected a dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': 12, }", 48, "a tuple for shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (3, 4), }", 48, "True or False")]
    [InlineData("{'descr': '<f3', 'fortran_order': False, 'shape': (3, 4), }", 48, "type '<f3'")]
    [InlineData("{'descr': '<i9', 'fortran_order': False, 'shape': (3, 4), }", 48, "type '<i9'")]
    [InlineData("import os", 48, "expected a dictionary")]
    [InlineData("", 48, "expected a dictionary")]
    public void Refuses_wrong_headers(string header, int bytes, string problem)
    {
        using var folder = new TemporaryFolder();
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[bytes]];
        File.WriteAllBytes(folder["a.npy"], file);
        Assert.Contains(problem, Assert.Throws<DatasetException>(() => NpyFile.Read(folder["a.npy"])).Message);
    }

    [Fact]
    public void Never_believes_a_file_that_was_cut_off()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(Fixtures.PathTo("version-2.npy"));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder["a.npy"], whole[..length]);
            Assert.Throws<DatasetException>(() => NpyFile.Read(folder["a.npy"]));
        }
    }

    [Fact]
    public void Booleans_are_0_or_1()
    {
        using var folder = new TemporaryFolder();
        byte[] file = File.ReadAllBytes(Fixtures.PathTo("one-b1-c.npy"));
        file[^1] = 2;
        File.WriteAllBytes(folder["a.npy"], file);
        Assert.Contains("neither 0 nor 1", Assert.Throws<DatasetException>(() => NpyFile.Read(folder["a.npy"])).Message);
    }

    [Fact]
    public void A_type_that_numpy_does_not_have_is_refused_before_anything_is_written()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        Assert.Contains("BFloat16", Assert.Throws<ArgumentException>(() => NpyFile.Write(folder["a.npy"], zeros(2, dtype: ScalarType.BFloat16))).Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
