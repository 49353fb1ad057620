using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Files;

public class SafeFileTests(RecordedFiles files) : IClassFixture<RecordedFiles>
{
    /// <summary>Fails while it is written: a sparse tensor has no bytes.</summary>
    static Tensor Sparse() => new Op("to_sparse").Call(ones(1));

    static Dictionary<string, Tensor> Broken() => new() { ["good"] = ones(1000), ["bad"] = Sparse() };

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_nothing_else()
    {
        foreach (var write in new Action<string>[] { p => torch.files.WritePyTorch(p, Broken()), p => torch.files.WriteSafetensors(p, Broken()), p => Bag.For(Broken().Take(1)).Also(b => b.register_buffer("bad", Sparse())).save(p) })
        {
            var path = files.New("kept");
            File.WriteAllText(path, "old");
            Assert.Throws<ExternalException>(() => write(path));
            Assert.Equal("old", File.ReadAllText(path));
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!, "*.tmp"));
        }
    }

    [Fact]
    public void A_save_replaces_the_file_behind_a_link_and_keeps_its_mode()
    {
        var (path, link) = (files.New("real.dat"), files.New("link.dat"));
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, path);
        var module = Linear(1, 1);
        module.save(link);
        Assert.Equal(path, File.ResolveLinkTarget(link, false)!.FullName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        RecordedFiles.Same(module.state_dict(), Linear(1, 1).load(path).state_dict());
    }

    [Fact]
    public void Devices_are_written_to_not_replaced()
    {
        Linear(1, 1).save("/dev/null");
        Linear(1, 1).save_safetensors("/dev/null");
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Equal("/dev/null", Path.GetFullPath("/dev/null"));
        Assert.Empty(File.ReadAllBytes("/dev/null"));
    }

    [Fact]
    public void Missing_folders_and_files_are_named()
    {
        Assert.Equal("Parent directory /nonexistent/dir does not exist.", Assert.Throws<ExternalException>(() => save(ones(1), "/nonexistent/dir/x.dat")).Message);
        Assert.Equal("open file failed because of errno 2 on fopen: , file path: /nonexistent/file.dat", Assert.Throws<ExternalException>(() => load("/nonexistent/file.dat")).Message);
        Assert.Throws<DirectoryNotFoundException>(() => Linear(1, 1).save("/nonexistent/dir/x.dat"));
        Assert.Equal("/nonexistent/x", Assert.Throws<FileNotFoundException>(() => torch.files.ReadPyTorch("/nonexistent/x")).Message);
        Assert.Equal("/nonexistent/x", Assert.Throws<FileNotFoundException>(() => torch.files.ReadSafetensors("/nonexistent/x")).Message);
    }
}

static class Extensions
{
    internal static T Also<T>(this T value, Action<T> action)
    {
        action(value);
        return value;
    }
}
