using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Files;

public class OptimizerFileTests(RecordedFiles files) : IClassFixture<RecordedFiles>
{
    static readonly Dictionary<string, Func<Parameter[], double, OptimizerHelper>> Makers = new()
    {
        ["SGD"] = (p, lr) => optim.SGD(p, lr),
        ["SGD with momentum"] = (p, lr) => optim.SGD(p, lr, momentum: 0.9),
        ["Adam"] = (p, lr) => optim.Adam(p, lr),
        ["Adam with amsgrad"] = (p, lr) => optim.Adam(p, lr, amsgrad: true),
        ["AdamW"] = (p, lr) => optim.AdamW(p, lr),
        ["Adamax"] = (p, lr) => optim.Adamax(p, lr),
        ["NAdam"] = (p, lr) => optim.NAdam(p, lr),
        ["RAdam"] = (p, lr) => optim.RAdam(p, lr),
        ["Adagrad"] = (p, lr) => optim.Adagrad(p, lr),
        ["Adadelta"] = (p, lr) => optim.Adadelta(p, lr),
        ["ASGD"] = (p, lr) => optim.ASGD(p, lr),
        ["RMSProp"] = (p, lr) => optim.RMSProp(p, lr, momentum: 0.5, centered: true),
        ["Rprop"] = (p, lr) => optim.Rprop(p, lr),
    };

    public static TheoryData<string> Optimizers => [.. Makers.Keys];

    static Parameter[] Parameters() => [new(tensor([1f, -2f])), new(ones(2, 3))];

    static void Steps(OptimizerHelper optimizer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            optimizer.zero_grad();
            optimizer.parameters().Select(p => p.pow(2).sum()).Aggregate((a, b) => a + b).backward();
            optimizer.step();
        }
    }

    static byte[] State(OptimizerHelper optimizer)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        optimizer.save_state_dict(writer);
        return stream.ToArray();
    }

    [Theory, InlineData("adam_state.dat"), InlineData("sgd_state.dat")]
    public void The_files_of_TorchSharp_are_read_and_written_again_with_the_same_bytes(string name)
    {
        var p = new Parameter(ones(2));
        OptimizerHelper Make(double lr) => name.StartsWith("adam", StringComparison.Ordinal) ? optim.Adam([p], lr) : optim.SGD([p], lr, momentum: 0.9);
        var stepped = Make(0.1);
        Steps(stepped, 1);
        stepped.save_state_dict(files.New("written.dat"));
        Assert.Equal(RecordedFiles.Bytes(name), File.ReadAllBytes(files.New("written.dat")));
        var loaded = Make(0.7);
        loaded.load_state_dict(files[name]);
        Assert.Equal(0.1, loaded.ParamGroups.Single().LearningRate);
        Assert.Equal(RecordedFiles.Bytes(name), State(loaded));
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void Training_goes_on_as_if_it_had_not_been_interrupted(string name)
    {
        var (whole, first) = (Parameters(), Parameters());
        Steps(Makers[name](whole, 0.05), 5);
        var saved = Makers[name](first, 0.05);
        Steps(saved, 3);
        saved.save_state_dict(files.New("half.dat"));
        var second = Makers[name](first, 0.3);
        using (var scope = NewDisposeScope())
        {
            second.load_state_dict(files.New("half.dat"));
            Assert.Equal(0, scope.DisposablesCount);
        }
        Assert.Equal(State(saved), State(second));
        Steps(second, 2);
        foreach (var (a, b) in whole.Zip(first)) Assert.True(a.Equals(b));
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void A_damaged_file_changes_nothing(string name)
    {
        var (source, target) = (Makers[name](Parameters(), 0.05), Makers[name](Parameters(), 0.3));
        Steps(source, 2);
        Steps(target, 1);
        var (bytes, before, path) = (State(source), State(target), files.New("cut.dat"));
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Contains(path, Assert.Throws<EndOfStreamException>(() => target.load_state_dict(path)).Message);
            Assert.Equal(before, State(target));
        }
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0xff;
            File.WriteAllBytes(path, damaged);
            var e = Record.Exception(() => target.load_state_dict(path));
            Assert.True(e is null or ArgumentException or InvalidDataException or EndOfStreamException, $"byte {i}: {e}");
            if (e is not null) Assert.Equal(before, State(target));
            else
            {
                using var reader = new BinaryReader(new MemoryStream(before));
                target.load_state_dict(reader);
            }
        }
    }

    [Fact]
    public void Other_optimisers_and_parameters_are_refused()
    {
        var adam = optim.Adam(Parameters());
        Assert.Contains("sgd_state.dat holds the state of SGD, not of Adam", Assert.Throws<ArgumentException>(() => adam.load_state_dict(files["sgd_state.dat"])).Message);
        Assert.Contains("adam_state.dat holds 1 groups and 1 parameters, but the optimiser has 1 and 2", Assert.Throws<ArgumentException>(() => adam.load_state_dict(files["adam_state.dat"])).Message);
        var other = optim.Adam([new Parameter(ones(3))]);
        Assert.Contains("does not fit the state of parameter 0 of Adam: Mismatched tensor shape", Assert.Throws<ArgumentException>(() => other.load_state_dict(files["adam_state.dat"])).Message);
        var sgd = optim.SGD([new Parameter(ones(3))], 0.1, momentum: 0.9);
        Assert.Contains("[2] in the file, [3] of the parameter", Assert.Throws<ArgumentException>(() => sgd.load_state_dict(files["sgd_state.dat"])).Message);
        Assert.Equal("/nonexistent.dat", Assert.Throws<FileNotFoundException>(() => adam.load_state_dict("/nonexistent.dat")).Message);
    }

    sealed class Remembered(Parameter parameter) : OptimizerState(parameter)
    {
        internal Tensor? Kept;

        public override void Initialize(OptimizerOptions options) => Kept = null;

        public override void LoadStateDict(OptimizerState source) => Kept = ((Remembered)source).Kept;

        public override void LoadStateDict(BinaryReader reader) => LoadConditionalStateTensor(reader, ref Kept, CPU);

        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, Kept);
    }

    [Fact]
    public void States_written_by_users_keep_tensors_that_may_be_missing()
    {
        var (a, b) = (new Remembered(new Parameter(ones(1))), new Remembered(new Parameter(ones(1))) { Kept = ones(1) });
        foreach (var kept in new[] { tensor([1f, 2f]), null })
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            a.Kept = kept;
            a.SaveStateDict(writer);
            stream.Position = 0;
            using var reader = new BinaryReader(stream);
            b.LoadStateDict(reader);
            Assert.Equal(kept?.sum().ToSingle(), b.Kept?.sum().ToSingle());
        }
    }
}
