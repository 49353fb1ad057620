using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Files;

/// <summary>Every byte of a small file of each format is changed, and the file is cut at every length.</summary>
public class DamagedFileTests(RecordedFiles files) : IClassFixture<RecordedFiles>
{
    /// <summary>The only kinds of exception that loading a damaged file may give.</summary>
    static readonly Type[] Documented = [typeof(InvalidDataException), typeof(EndOfStreamException), typeof(ArgumentException), typeof(InvalidOperationException), typeof(NotSupportedException)];

    /// <summary>How a format is written and read, and whether it has checksums.</summary>
    public static TheoryData<string> Formats => ["dat", "pt", "legacy", "safetensors"];

    static void Load(string format, nn.Module module, string path)
    {
        if (format == "dat") module.load(path);
        else if (format == "safetensors") module.load_safetensors(path);
        else module.load_py(path);
    }

    (nn.Module Module, byte[] Bytes) Sample(string format)
    {
        if (format == "legacy") return (Bag.For(RecordedFiles.State("py_convnet_state_dict.json")), RecordedFiles.Bytes("py_convnet_state_dict_legacy.pt"));
        var module = Linear(3, 2);
        var path = files.New($"sample.{format}");
        if (format == "dat") module.save(path);
        else if (format == "safetensors") module.save_safetensors(path);
        else module.save_py(path);
        return (Linear(3, 2), File.ReadAllBytes(path));
    }

    static byte[] State(nn.Module module)
    {
        using var stream = new MemoryStream();
        module.save(stream);
        return stream.ToArray();
    }

    [Theory, MemberData(nameof(Formats))]
    public void A_truncated_file_is_refused_at_every_length(string format)
    {
        using var scope = NewDisposeScope();
        var (module, bytes) = Sample(format);
        var (path, before) = (files.New($"cut.{format}"), State(module));
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            var e = Record.Exception(() => Load(format, module, path));
            Assert.True(e is not null && Documented.Contains(e.GetType()), $"cut at {length}: {e}");
            Assert.Contains(path, e.Message);
        }
        Assert.Equal(before, State(module));
    }

    [Theory, MemberData(nameof(Formats))]
    public void A_changed_byte_is_noticed_or_changes_only_values(string format)
    {
        using var scope = NewDisposeScope();
        var (module, bytes) = Sample(format);
        var (path, before) = (files.New($"flipped.{format}"), State(module));
        File.WriteAllBytes(path, bytes);
        Load(format, module, path);
        var (good, unnoticed) = (State(module), 0);
        using var reader = new BinaryReader(new MemoryStream(before));
        for (var i = 0; i < bytes.Length; i++)
            foreach (var flip in (byte[])[0x01, 0xff])
            {
                var damaged = bytes.ToArray();
                damaged[i] ^= flip;
                File.WriteAllBytes(path, damaged);
                reader.BaseStream.Position = 0;
                module.load(reader);
                var e = Record.Exception(() => Load(format, module, path));
                Assert.True(e is null || Documented.Contains(e.GetType()), $"byte {i} ^ {flip:x2}: {e}");
                if (e is not null) Assert.Equal(before, State(module));
                else if (!State(module).AsSpan().SequenceEqual(good)) unnoticed++;
            }
        if (format == "pt") Assert.Equal(0, unnoticed); // its checksums find everything
    }

    [Fact]
    public void Counts_that_lie_take_no_memory()
    {
        byte[] number = [255, 255, 255, 255, 255, 255, 255, 255, 127]; // 2^63 - 1
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var bytes in new byte[][] { [.. number], [1, 255, 255, 255, 255, 7], [1, 1, (byte)'a', 6, .. number], [1, 1, (byte)'a', 6, 1, .. number], [1, 1, (byte)'a', 6, 2, 128, 128, 128, 128, 8, 128, 128, 128, 128, 4] })
        {
            File.WriteAllBytes(files.New("lie.dat"), bytes);
            var e = Record.Exception(() => Linear(1, 1).load(files.New("lie.dat"), strict: false));
            Assert.True(e is InvalidDataException or EndOfStreamException, $"{e}");
        }
        File.WriteAllBytes(files.New("lie.dat"), [6, 1, 128, 128, 128, 128, 128, 1]); // a tensor of 2^35 elements
        Assert.Throws<EndOfStreamException>(() => Tensor.Load(files.New("lie.dat")));
        Assert.Throws<EndOfStreamException>(() => Tensor.Load(new PieceStream([[6, 1, 128, 128, 128, 128, 128, 1], new byte[100]])));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }
}
