using Marginalia.Datasets;
using Marginalia.Datasets.Files;

namespace Marginalia.Tests.Datasets.Files;

public class NpyRowsTests
{
    [Theory]
    [InlineData("big-u2-c.npy", "u2")]
    [InlineData("little-f4-c.npy", "f4")]
    [InlineData("big-f8-c.npy", "f8")]
    public void Rows_are_those_of_the_array(string name, string type)
    {
        using var rows = new NpyRows(Fixtures.PathTo(name));
        Assert.Equal([2, 3, 4], rows.Shape);
        Assert.Equal(2, rows.Count);
        Parallel.For(0, 8, i =>
        {
            using var row = rows.Read(i % 2);
            Assert.Equal([3, 4], row.shape);
            Assert.Equal(Fixtures.TensorType(type), row.dtype);
            Assert.Equal(Fixtures.Expected(type).Skip(12 * (i % 2)).Take(12), Numbers.ToArray(row));
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Read(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Read(-1));
    }

    [Fact]
    public void Refuses_arrays_that_have_no_rows_in_one_place()
    {
        Assert.Contains("Fortran order", Assert.Throws<DatasetException>(() => new NpyRows(Fixtures.PathTo("little-f4-fortran.npy"))).Message);
        Assert.Contains("no dimension", Assert.Throws<DatasetException>(() => new NpyRows(Fixtures.PathTo("scalar.npy"))).Message);
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_open_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixtures.PathTo("little-f4-c.npy"), folder["a.npy"]);
        using var rows = new NpyRows(folder["a.npy"]);
        using (var writer = new FileStream(folder["a.npy"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            writer.SetLength(writer.Length - 1);
        rows.Read(0).Dispose();
        Assert.Contains("the file ends before", Assert.Throws<DatasetException>(() => rows.Read(1)).Message);
    }
}
