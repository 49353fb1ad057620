using System.Text;
using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Files;

public class PyTorchTests(RecordedFiles files) : IClassFixture<RecordedFiles>
{
    [Theory, InlineData("py_convnet_state_dict.pt"), InlineData("py_convnet_state_dict_legacy.pt")]
    public void State_dictionaries_of_both_formats_are_read(string name)
    {
        var expected = RecordedFiles.State("py_convnet_state_dict.json");
        RecordedFiles.Same(expected, torch.files.ReadPyTorch(files[name]));
        var module = Bag.For(expected);
        Assert.Same(module, module.load_py(files[name]));
        RecordedFiles.Same(expected, module.state_dict());
    }

    [Fact]
    public void Shared_and_strided_storages_stay_shared_and_strided()
    {
        var read = torch.files.ReadPyTorch(files["py_mixed_dtypes.pt"]);
        RecordedFiles.Same(RecordedFiles.State("py_mixed_dtypes.json", "tensors"), read);
        Assert.Equal([1L, 3], read["transposed"].stride());
        read["shared_a"][2] = -7f;
        Assert.Equal(-7, read["view_slice"][0].ToSingle());
        Assert.Equal(-7, read["shared_b"][2].ToSingle());
    }

    [Fact]
    public void Every_element_type_is_read()
    {
        var read = torch.files.ReadPyTorch(files["py_every_type.pt"]);
        Assert.Equal(EveryType.Tensors.Keys, read.Keys);
        RecordedFiles.Same(EveryType.Tensors, read);
        Assert.Equal([1L, 3], read["transposed"].stride());
    }

    [Fact]
    public void What_is_written_is_what_Python_writes_byte_for_byte()
    {
        torch.files.WritePyTorch(files.New("py_every_type.pt"), EveryType.Tensors);
        Assert.Equal(RecordedFiles.Bytes("py_every_type.pt"), File.ReadAllBytes(files.New("py_every_type.pt")));
        torch.files.WritePyTorch(files.New("py_many.pt"), Enumerable.Range(0, 40).ToDictionary(i => $"tensor{i}", i => full(1, (float)i)));
        Assert.Equal(RecordedFiles.Bytes("py_many.pt"), File.ReadAllBytes(files.New("py_many.pt")));
    }

    [Fact]
    public void Tied_weights_are_written_once_and_stay_tied()
    {
        var weight = rand(100, 100);
        torch.files.WritePyTorch(files.New("tied.pt"), new Dictionary<string, Tensor> { ["a"] = weight, ["b"] = weight, ["t"] = weight.t(), ["slice"] = weight[0] });
        Assert.InRange(new FileInfo(files.New("tied.pt")).Length, 40_000, 43_000);
        var read = torch.files.ReadPyTorch(files.New("tied.pt"));
        read["a"][1, 2] = 5f;
        Assert.Equal((5, 5), (read["b"][1, 2].ToSingle(), read["t"][2, 1].ToSingle()));
        Assert.True(read["slice"].Equals(weight[0]));
    }

    [Theory, InlineData(1001), InlineData(2500)]
    public void Dictionaries_of_many_entries_are_written_in_batches(int count)
    {
        var tensors = Enumerable.Range(0, count).ToDictionary(i => $"tensor.number.{i}", i => tensor((long)i));
        torch.files.WritePyTorch(files.New("many.pt"), tensors);
        RecordedFiles.Same(tensors, torch.files.ReadPyTorch(files.New("many.pt")));
    }

    [Theory, InlineData("py_checkpoint.pt"), InlineData("py_checkpoint_legacy.pt"), InlineData("py_checkpoint_protocol4.pt")]
    public void Nested_checkpoints_are_flattened(string name)
    {
        var read = torch.files.ReadPyTorch(files[name]);
        Assert.Equal(["model.weight", "optimizer.state.0.step", "optimizer.state.0.exp_avg", "optimizer.state.0.exp_avg_sq", "history.0", "history.1.0"], read.Keys);
        Assert.Equal((1, 2, 0.90000004f), (read["history.0"].ToSingle(), read["history.1.0"].ToSingle(), read["model.weight"][0].ToSingle()));
        Assert.Equal((true, true, false), (read["model.weight"].requires_grad, read["model.weight"].is_leaf, read["history.0"].requires_grad));
    }

    [Fact]
    public void Single_tensors_are_read_by_load_and_only_by_it()
    {
        Assert.Equal([1f, 2f], load(files["py_single_tensor.pt"]).data<float>().ToArray());
        Assert.Contains("use torch.load", Assert.Throws<InvalidDataException>(() => torch.files.ReadPyTorch(files["py_single_tensor.pt"])).Message);
        Assert.Contains("py_convnet_state_dict.pt cannot be read: it holds not one tensor but 9 with names (conv.weight,", Assert.Throws<InvalidDataException>(() => load(files["py_convnet_state_dict.pt"])).Message);
        Assert.Equal(["0"], torch.files.ReadPyTorch(files["torchsave_i64_4.pt"]).Keys);
    }

    [Fact]
    public void A_saved_tensor_keeps_whether_it_requires_a_gradient()
    {
        save(ones(2, requires_grad: true), files.New("grad.pt"));
        Assert.True(load(files.New("grad.pt")).requires_grad);
        save(arange(10)[TensorIndex.Slice(2, null, 3)], files.New("slice.pt"));
        Assert.Equal([2L, 5, 8], load(files.New("slice.pt")).data<long>().ToArray());
    }

    [Fact]
    public void Modules_go_through_both_formats_of_Pythons_world()
    {
        var source = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2));
        source.save_py(files.New("m.pt"));
        source.save_safetensors(files.New("m.safetensors"));
        foreach (var load in new Action<nn.Module>[] { m => m.load_py(files.New("m.pt")), m => m.load_safetensors(files.New("m.safetensors")) })
        {
            var target = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2));
            using var scope = NewDisposeScope();
            load(target);
            Assert.Equal(0, scope.DisposablesCount);
            RecordedFiles.Same(source.state_dict(), target.state_dict());
            var other = Linear(1, 1);
            Assert.Matches("(?s)/m\\..*not identical.* bias, weight|/m\\..*Missing: weight, bias", Assert.Throws<InvalidOperationException>(() => load(other)).Message);
        }
        var half = Linear(2, 2).half();
        var full = Linear(2, 2);
        half.save_py(files.New("h.pt"), skip: ["bias"]);
        var loaded = new Dictionary<string, bool>();
        full.load_py(files.New("h.pt"), strict: false, loadedParameters: loaded);
        Assert.True(full.weight.Equals(((TorchSharp.Modules.Linear)half).weight.@float()));
        Assert.Equal(["weight"], loaded.Keys);
        var shape = Assert.Throws<ArgumentException>(() => Linear(3, 2).load_py(files.New("h.pt"), strict: false));
        Assert.Matches("/h.pt: weight of Linear has the shape \\[2, 3\\], .*\\[2, 2\\]", shape.Message);
    }

    /// <summary>A pickle in an archive as PyTorch's.</summary>
    string Archive(string name, params byte[][] pickle)
    {
        var path = files.New(name);
        using var stream = File.Create(path);
        var zip = new StoredZipWriter(stream, "archive");
        zip.Add("data.pkl", [.. pickle.SelectMany(p => p)]);
        zip.Add("data/0", new byte[8]);
        zip.Finish();
        return path;
    }

    static byte[] Ascii(string text) => Encoding.Latin1.GetBytes(text);

    [Theory]
    [InlineData("\u0080\u0002cos\nsystem\nX\u0004\0\0\0true\u0085R.", "os.system")]
    [InlineData("\u0080\u0002cposix\nsystem\n(X\u0004\0\0\0truetR.", "posix.system")]
    [InlineData("\u0080\u0002cbuiltins\neval\n.", "builtins.eval")]
    [InlineData("\u0080\u0004\u008c\u0008builtins\u008c\u0004exec\u0093.", "builtins.exec")]
    [InlineData("\u0080\u0002cnumpy.core.multiarray\nscalar\n.", "numpy.core.multiarray.scalar")]
    [InlineData("\u0080\u0002ctorch\nload\n.", "torch.load")]
    [InlineData("\u0080\u0002ctorch._utils\n_rebuild_tensor_v2.__globals__\n.", "torch._utils._rebuild_tensor_v2.__globals__")]
    [InlineData("\u0080\u0002}X\u0001\0\0\0ac__main__\nNet\n)\u0081s.", "__main__.Net")]
    public void A_file_that_refers_to_anything_else_is_refused_by_name(string pickle, string name)
    {
        var e = Assert.Throws<InvalidDataException>(() => torch.files.ReadPyTorch(Archive("evil.pt", Ascii(pickle))));
        Assert.Contains($"evil.pt cannot be read: it refers to {name}, which is not among", e.Message);
    }

    const string Tensor0 = "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0002tQ";
    const string Rest = "\u0089ccollections\nOrderedDict\n)RtR";

    [Theory]
    [InlineData("K\0K\u0002\u0085K\u0001\u0085", null)]
    [InlineData("K\u0001K\u0001\u0085K\u0001\u0085", null)]
    [InlineData("K\u0001K\u0002\u0085K\u0001\u0085", "reaches beyond its storage of 2 elements")]
    [InlineData("K\0K\u0003\u0085K\u0001\u0085", "reaches beyond")]
    [InlineData("K\0K\u0002\u0085K\u0002\u0085", "reaches beyond")]
    [InlineData("K\0K\u0002\u0085)", "1 lengths and 0 strides")]
    [InlineData("J\u00ff\u00ff\u00ff\u00ffK\u0001\u0085K\u0001\u0085", "negative")]
    [InlineData("K\0J\u00ff\u00ff\u00ff\u00ff\u0085K\u0001\u0085", "negative")]
    [InlineData("K\0K\u0002\u0085J\u00ff\u00ff\u00ff\u00ff\u0085", "negative")]
    [InlineData("K\0\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085K\0\u0085", "impossible shape")]
    [InlineData("K\0(\u008a\u0005\0\0\0\0\u0001\u008a\u0005\0\0\0\0\u0001t(K\0K\0t", "impossible shape")]
    [InlineData("K\0K\u0002\u0085\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085", "reaches beyond")]
    [InlineData("K\0X\u0001\0\0\0a\u0085K\u0001\u0085", "no numbers")]
    [InlineData("NK\u0002\u0085K\u0001\u0085", "something else than a storage")]
    public void Views_are_checked_against_their_storage(string view, string? message)
    {
        var path = Archive("view.pt", Ascii($"\u0080\u0002}}X\u0001\0\0\0a{Tensor0}{view}{Rest}s."));
        if (message is null)
        {
            Assert.NotNull(torch.files.ReadPyTorch(path)["a"]);
            return;
        }
        var e = Assert.Throws<InvalidDataException>(() => torch.files.ReadPyTorch(path));
        Assert.True(e.Message.Contains(message, StringComparison.Ordinal), e.Message);
    }

    [Fact]
    public void Pickles_that_would_never_end_are_refused()
    {
        var self = Archive("self.pt", Ascii("\u0080\u0002]q\0h\0a."));
        Assert.Contains("nested too deeply, or within itself", Assert.Throws<InvalidDataException>(() => torch.files.ReadPyTorch(self)).Message);
        var laughs = new StringBuilder("\u0080\u0002]q\0");
        for (var i = 0; i < 40; i++) laughs.Append("](h").Append((char)i).Append('h').Append((char)i).Append("eq").Append((char)(i + 1)); // each list holds the one before twice
        Assert.Contains("too many values", Assert.Throws<InvalidDataException>(() => torch.files.ReadPyTorch(Archive("laughs.pt", Ascii($"{laughs}.")))).Message);
    }

    [Fact]
    public void Archives_of_large_entries_have_64_bit_sizes()
    {
        var path = files.New("wide.zip");
        using (var stream = File.Create(path))
        {
            var zip = new StoredZipWriter(stream, "archive", widest: 10);
            zip.Add("small", [1, 2, 3]);
            zip.Add("large", [.. Enumerable.Range(0, 100).Select(i => (byte)i)]);
            zip.Finish();
        }
        using var file = File.OpenRead(path);
        var read = new StoredZip(file);
        Assert.Equal(["archive/small", "archive/large"], read.Names);
        Assert.Equal([1, 2, 3], read.Read("archive/small"));
        Assert.Equal(99, read.Read("archive/large")[99]);
        file.Position = 0;
        using var other = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Read);
        Assert.Equal(100, other.GetEntry("archive/large")!.Length);
    }

    [Fact]
    public void Compressed_archives_and_other_files_are_refused_with_the_reason()
    {
        var path = files.New("packed.pt");
        using (var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("x/data.pkl").Open())
            entry.Write(new byte[1000]);
        Assert.Contains("x/data.pkl is compressed", Assert.Throws<InvalidDataException>(() => torch.files.ReadPyTorch(path)).Message);
        File.WriteAllText(path, "<html>not found</html>");
        Assert.Contains("packed.pt cannot be read: it is neither a zip archive of PyTorch", Assert.Throws<InvalidDataException>(() => torch.files.ReadPyTorch(path)).Message);
        Assert.Contains("__torch__", Assert.Throws<InvalidDataException>(() => torch.files.ReadPyTorch(files["script.pt"])).Message);
    }

    [Fact]
    public void The_checksum_is_that_of_zip()
    {
        var crc = new Crc32();
        crc.Add("12345"u8);
        crc.Add("6789"u8);
        Assert.Equal(0xCBF43926u, crc.Value);
    }
}
