using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Files;

public class DatTests(RecordedFiles files) : IClassFixture<RecordedFiles>
{
    public static TheoryData<string> States => [.. RecordedFiles.Names.Where(n => n.EndsWith(".json", StringComparison.Ordinal)).Select(n => n[..^5])
        .Where(n => RecordedFiles.Json($"{n}.json").TryGetProperty("state_dict", out _) && RecordedFiles.Names.Contains($"{n}.dat"))];

    public static TheoryData<string> Tensors => [.. RecordedFiles.Names.Where(n => n.StartsWith("tensor_", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal)).Select(n => n["tensor_".Length..^5])];

    [Theory, MemberData(nameof(States))]
    public void States_that_TorchSharp_saved_are_read_and_written_again_with_the_same_bytes(string name)
    {
        var expected = RecordedFiles.State($"{name}.json");
        var module = Bag.For(expected);
        var loaded = new Dictionary<string, bool>();
        Assert.Same(module, module.load(files[$"{name}.dat"], loadedParameters: loaded));
        var actual = module.state_dict();
        RecordedFiles.Same(expected, actual);
        Assert.Equal(expected.Keys, loaded.Keys);
        Assert.All(loaded.Values, Assert.True);
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        nn.Module.save_state_dict(writer, expected.Keys.ToDictionary(k => k, k => actual[k]));
        Assert.Equal(RecordedFiles.Bytes($"{name}.dat"), bytes.ToArray());
    }

    [Theory, MemberData(nameof(Tensors))]
    public void Tensors_that_TorchSharp_saved_are_read_and_written_again_with_the_same_bytes(string name)
    {
        var expected = RecordedFiles.Described(RecordedFiles.Json($"tensor_{name}.json").GetProperty("tensor"));
        if (name == "transposed_3x2") expected = arange(6, float32).reshape(2, 3).t(); // TorchSharp cannot save it: see below
        else
        {
            RecordedFiles.Same(expected, Tensor.Load(files[$"tensor_{name}.dat"]), name);
            expected.Save(files.New("again.dat"));
            Assert.Equal(RecordedFiles.Bytes($"tensor_{name}.dat"), File.ReadAllBytes(files.New("again.dat")));
            using var stream = new MemoryStream();
            expected.Save(stream);
            Assert.Equal(RecordedFiles.Bytes($"stream_{name}.dat"), stream.ToArray());
        }
        RecordedFiles.Same(expected, load(files[$"torchsave_{name}.pt"]), name);
        save(expected, files.New($"torchsave_{name}.pt"));
        Assert.Equal(RecordedFiles.Bytes($"torchsave_{name}.pt"), File.ReadAllBytes(files.New($"torchsave_{name}.pt")));
    }

    /// <summary>TorchSharp throws after it has written the header, and so leaves a broken file.</summary>
    [Fact]
    public void A_tensor_that_is_not_contiguous_is_saved_row_by_row()
    {
        var t = arange(6).reshape(2, 3).t();
        t.Save(files.New("t.dat"));
        Assert.True(t.Equals(Tensor.Load(files.New("t.dat"))));
        using var m = new MemoryStream();
        t.Save(m);
        m.Position = 0;
        Assert.Equal([0L, 3, 1, 4, 2, 5], Tensor.Load(m).data<long>().ToArray());
    }

    [Fact]
    public void Tensors_are_loaded_in_place_anew_or_read_over()
    {
        using var m = new MemoryStream();
        ones(2).Save(m);
        full(3, 2f).Save(m);
        m.Position = 0;
        using var reader = new BinaryReader(m);
        Assert.Equal(0, TensorExtensionMethods.Load(reader, skip: true).sum().ToSingle());
        var at = m.Position;
        var own = zeros(3);
        own.Load(reader);
        Assert.Equal(6, own.sum().ToSingle());
        m.Position = at;
        Tensor? none = null;
        TensorExtensionMethods.Load(ref none!, reader);
        Assert.True(own.Equals(none));
        m.Position = at;
        own.zero_();
        TensorExtensionMethods.Load(ref own!, reader, skip: true);
        Assert.Equal((0, m.Length), (own.sum().ToSingle(), m.Position));
        m.Position = at;
        Assert.Contains("[3] in the file, [2] in the tensor", Assert.Throws<ArgumentException>(() => ones(2).Load(reader)).Message);
        m.Position = at;
        Assert.Contains("Float32 in the file, Int64 in the tensor", Assert.Throws<ArgumentException>(() => ones(3, int64).Load(reader)).Message);
        own.save(files.New("own.pt"));
        Assert.True(own.Equals(Tensor.load(files.New("own.pt"))));
    }

    /// <summary>What load_outcomes.json says of TorchSharp, and that the error names file and tensor and changes nothing.</summary>
    [Theory]
    [InlineData("linear.dat", 4, 2, true, true, typeof(ArgumentException), "Mismatched tensor shape while loading weight from */linear.dat: [2, 3] in the file, [2, 4] in the module")]
    [InlineData("linear.dat", 2, 3, true, true, typeof(ArgumentException), "Mismatched tensor shape while loading weight")]
    [InlineData("linear.dat", 4, 2, true, false, typeof(ArgumentException), "Mismatched tensor shape while loading weight")]
    [InlineData("linear_truncated.dat", 3, 2, true, true, typeof(EndOfStreamException), "*/linear_truncated.dat ends within bias: attempted to read past the end of the stream")]
    [InlineData("linear_truncated_header.dat", 3, 2, true, true, typeof(EndOfStreamException), "ends within the name of entry 0 of 2")]
    [InlineData("zero_bytes.dat", 3, 2, true, true, typeof(EndOfStreamException), "ends within the number of entries")]
    [InlineData("linear.dat", 3, 2, false, true, typeof(ArgumentException), "Mismatched state_dict sizes: expected 1, but found 2 entries")]
    [InlineData("tensor_f32_2x3.dat", 3, 2, true, true, typeof(ArgumentException), "Mismatched state_dict sizes: expected 2, but found 6 entries")]
    [InlineData("py_single_tensor.pt", 3, 2, true, false, typeof(InvalidDataException), "this is no file of TorchSharp's format")]
    public void Wrong_files_are_refused_and_change_nothing(string file, long inputs, long outputs, bool bias, bool strict, Type exception, string message)
    {
        var module = Linear(inputs, outputs, bias);
        var before = module.state_dict().ToDictionary(p => p.Key, p => p.Value.clone());
        var e = Assert.Throws(exception, () => module.load(files[file], strict));
        foreach (var part in message.Split('*')) Assert.True(e.Message.Contains(part, StringComparison.Ordinal), e.Message);
        RecordedFiles.Same(before, module.state_dict());
    }

    [Fact]
    public void Other_types_and_names_are_refused_by_name()
    {
        var type = Assert.Throws<ArgumentException>(() => Linear(3, 2, dtype: float64).load(files["linear.dat"]));
        Assert.Matches("^Mismatched tensor data types while loading weight from .*/linear.dat: Float32 in the file, Float64 in the module", type.Message);
        var name = Assert.Throws<ArgumentException>(() => Sequential(Linear(3, 2)).load(files["linear.dat"]));
        Assert.Matches("^Mismatched module state names: the target modules does not have a submodule or buffer named 'weight', which .*/linear.dat has", name.Message);
        Assert.Equal(files.New("nowhere.dat"), Assert.Throws<FileNotFoundException>(() => Linear(1, 1).load(files.New("nowhere.dat"))).Message);
    }

    [Fact]
    public void Names_can_be_left_out_on_both_sides()
    {
        var source = Linear(3, 2);
        source.save(files.New("skipped.dat"), skip: ["bias"]);
        var target = Linear(3, 2);
        var bias = target.bias!.clone();
        var loaded = new Dictionary<string, bool>();
        Assert.Contains("expected 2, but found 1", Assert.Throws<ArgumentException>(() => target.load(files.New("skipped.dat"))).Message);
        target.load(files.New("skipped.dat"), strict: false, loadedParameters: loaded);
        Assert.True(source.weight.Equals(target.weight) && bias.Equals(target.bias));
        Assert.Equal(["weight"], loaded.Keys);

        source.save(files.New("whole.dat"));
        var other = Linear(3, 2, hasBias: false);
        loaded.Clear();
        other.load(files.New("whole.dat"), strict: false, loadedParameters: loaded);
        Assert.Equal([("weight", true), ("bias", false)], loaded.Select(l => (l.Key, l.Value)));
        Assert.True(source.weight.Equals(other.weight));

        var third = Linear(3, 2);
        bias = third.bias!.clone();
        third.load(files.New("whole.dat"), skip: ["bias"]);
        Assert.True(source.weight.Equals(third.weight) && bias.Equals(third.bias));
    }

    [Fact]
    public void Modules_are_read_from_streams_one_after_the_other_also_without_seeking()
    {
        var (a, b) = (Linear(3, 2), Linear(2, 2));
        using var stream = new MemoryStream();
        Assert.Same(a, a.save(stream));
        b.save(stream);
        foreach (var source in new Stream[] { new MemoryStream(stream.ToArray()), new PieceStream([.. stream.ToArray().Chunk(5)]) })
        {
            var (c, d) = (Linear(3, 2), Linear(2, 2));
            c.load(source);
            d.load(source);
            RecordedFiles.Same(a.state_dict(), c.state_dict());
            RecordedFiles.Same(b.state_dict(), d.state_dict());
        }
        var short_ = new PieceStream([.. stream.ToArray()[..20].Chunk(5)]);
        Assert.Contains("the stream ends within weight", Assert.Throws<EndOfStreamException>(() => Linear(3, 2).load(short_)).Message);
    }

    sealed class Fixed : Module<Tensor, Tensor>
    {
        public TorchSharp.Modules.Linear inner = Linear(3, 2);

        public Fixed() : base(nameof(Fixed)) => RegisterComponents();

        public override Tensor forward(Tensor x) => inner.call(x);
    }

    [Fact]
    public void A_module_is_created_from_a_file()
    {
        var module = new Fixed();
        module.save(files.New("fixed.dat"));
        var created = Assert.IsType<Fixed>(nn.Module.Create<Fixed>(files.New("fixed.dat")));
        RecordedFiles.Same(module.state_dict(), created.state_dict());
    }

    [Fact]
    public void Loading_leaves_no_tensors_behind()
    {
        var module = Linear(3, 2);
        using var scope = NewDisposeScope();
        module.load(files["linear.dat"]);
        module.save(files.New("x.dat"));
        Assert.Equal(0, scope.DisposablesCount);
        using var t = Tensor.Load(files["tensor_f32_2x3.dat"]);
        Assert.Equal(1, scope.DisposablesCount);
    }
}
