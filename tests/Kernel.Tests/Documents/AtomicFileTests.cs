using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Tests.Documents;

public class AtomicFileTests
{
    readonly Notebook _notebook = Notebook.Load(Fixture.Notebook("01"));

    [Fact]
    public void A_save_leaves_one_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.ipynb", "old");
        _notebook.Save(path);
        Assert.Equal(_notebook.ToJson(), File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        _notebook.Save(folder["new.ipynb"]);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var target = folder["target"];
        Directory.CreateDirectory(target); // a folder cannot be replaced by a file, so the last step fails
        Assert.ThrowsAny<Exception>(() => _notebook.Save(target));
        Assert.True(Directory.Exists(target));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        using var folder = new TemporaryFolder();
        var real = folder.Write("real.ipynb", "old");
        File.CreateSymbolicLink(folder["link.ipynb"], real);
        _notebook.Save(folder["link.ipynb"]);
        Assert.Equal(_notebook.ToJson(), File.ReadAllText(real));
        Assert.NotNull(new FileInfo(folder["link.ipynb"]).LinkTarget);
    }
}
