using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

/// <summary>What holds for every network for dense prediction.</summary>
public class ArchitectureTests
{
    private static readonly int[] Outputs = [3, 1, 2];

    /// <summary>Networks of any number of tasks: give the outputs and a seed. Two stages of 4 and 6 channels.</summary>
    private static readonly Dictionary<string, Func<IReadOnlyList<int>, long, MultiTaskModule>> Networks = new()
    {
        ["hard sharing"] = (outputs, seed) => new HardSharing(Backbone(seed), outputs, seed: seed),
        ["SegNet"] = (outputs, seed) => new SegNet(outputs, [4, 6], seed: seed),
        ["cross-stitch"] = (outputs, seed) => new CrossStitch(task => Backbone(seed + task), outputs, seed: seed),
        ["cross-stitch, one alpha"] = (outputs, seed) => new CrossStitch(task => Backbone(seed + task), outputs, seed: seed, perChannel: false),
        ["NDDR-CNN"] = (outputs, seed) => new NddrCnn(task => Backbone(seed + task), outputs, seed: seed),
        ["NDDR-CNN, shortcut"] = (outputs, seed) => new NddrCnn(task => Backbone(seed + task), outputs, seed: seed, shortcut: true),
        ["MTAN"] = (outputs, seed) => new Mtan(Backbone(seed), outputs, seed: seed),
        ["MTAN, one attention"] = (outputs, seed) => new Mtan(Backbone(seed), outputs, seed: seed, sharesAttention: true),
        ["MTAN, no memory"] = (outputs, seed) => new Mtan(Backbone(seed), outputs, CoarseHead, seed, readsPrevious: false),
        ["sluice"] = (outputs, seed) => new Sluice(task => Backbone(seed + task), outputs, seed: seed),
        ["sluice, coarse heads"] = (outputs, seed) => new Sluice(task => Backbone(seed + task), outputs, CoarseHead, seed),
        ["MMoE"] = (outputs, seed) => new Mmoe(expert => Backbone(seed + expert), 3, outputs, seed: seed),
        ["CGC"] = (outputs, seed) => new Cgc(expert => Backbone(seed + expert), outputs, seed: seed),
        ["PLE"] = (outputs, seed) => new Ple(expert => new ConvNet([4, 6, 8], seed: seed + expert), outputs, seed: seed),
        ["DSelect-k"] = (outputs, seed) => new DSelectK(expert => Backbone(seed + expert), 3, 2, outputs, seed: seed),
        ["learning to branch"] = (outputs, seed) => new LearningToBranch(task => new ConvNet([4, 6, 8], seed: seed + task), outputs, seed: seed),
        ["ASTMT"] = (outputs, seed) => new Astmt(Backbone(seed), outputs, seed: seed),
        ["RCM"] = (outputs, seed) => new Rcm(Backbone(seed), outputs, seed: seed),
        ["MTAN on SegNet"] = (outputs, seed) => new MtanSegNet(outputs, [4, 6], seed: seed),
        ["PAD-Net"] = (outputs, seed) => new PadNet(Backbone(seed), outputs, seed: seed),
        ["PAD-Net, gates of targets"] = (outputs, seed) => new PadNet(Backbone(seed), outputs, kind: DistillationKind.TargetAttention, seed: seed),
        ["PAD-Net, concatenation"] = (outputs, seed) => new PadNet(Backbone(seed), outputs, kind: DistillationKind.Concatenation, seed: seed),
        ["PAP-Net"] = (outputs, seed) => new PapNet(Backbone(seed), outputs, seed: seed),
        ["PAP-Net, own affinities"] = (outputs, seed) => new PapNet(Backbone(seed), outputs, isCrossTask: false, seed: seed),
        ["MTI-Net"] = (outputs, seed) => new MtiNet(Backbone(seed), outputs, seed: seed),
        ["residual adapters, series"] = (outputs, seed) => new ResidualAdapters(outputs, AdapterPlace.Series, [4, 6], seed: seed),
        ["residual adapters, parallel"] = (outputs, seed) => new ResidualAdapters(outputs, AdapterPlace.Parallel, [4, 6], seed: seed),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    internal static MultiTaskModule Create(string name) => Networks[name](Outputs, 0);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_moves_to_another_type_with_all_that_it_computes_with(string name)
    {
        using var model = Create(name).to(ScalarType.Float64);
        Assert.Equal(DeviceType.CPU, model.Device.type);
        Assert.All(model.SharedParameters.Concat(Tasks.SelectMany(model.TaskParameters)), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        using var scope = NewDisposeScope();
        Assert.All(model.call(zeros(2, 3, 16, 12, dtype: ScalarType.Float64)), prediction => Assert.Equal(ScalarType.Float64, prediction.dtype));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_parameter_is_shared_or_of_one_task(string name)
    {
        using var model = Networks[name](Outputs, 0);
        Assert.Equal(Outputs.Length, model.TaskCount);
        var named = model.SharedParameters.Concat(Tasks.SelectMany(model.TaskParameters)).ToArray();
        var all = model.parameters().ToArray();
        Assert.Equal(all.Length, named.Length);
        Assert.All(all, parameter => Assert.Single(named, other => ReferenceEquals(other, parameter)));
        Assert.Equal(model.SharedParameters.Count == 0, model.LastSharedLayer.Count == 0);
        Assert.All(model.LastSharedLayer, parameter => Assert.Contains(model.SharedParameters, other => ReferenceEquals(other, parameter)));
        Assert.All(model.LastSharedLayer.Take(1), parameter => Assert.True(parameter.dim() > 1, "the first of the last shared layer is no weight"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_tasks_loss_reaches_what_is_shared_and_its_own_parameters_and_no_others(string name)
    {
        using var model = Networks[name](Outputs, 0);
        foreach (int task in Tasks)
        {
            model.zero_grad();
            using var scope = NewDisposeScope();
            Loss(model, task).backward();
            Assert.All(Tasks.Where(other => other != task).SelectMany(model.TaskParameters), parameter => Assert.Equal(0, Size(parameter.grad)));
            var names = model.named_parameters().ToDictionary(pair => (object)pair.parameter, pair => pair.name, ReferenceEqualityComparer.Instance);
            Assert.All(
                model.SharedParameters.Concat(model.TaskParameters(task)),
                parameter => Assert.True(Size(parameter.grad) > 0, $"the loss of task {task} does not reach {names[parameter]}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predictions_have_the_size_of_the_image(string name)
    {
        using var model = Networks[name](Outputs, 0);
        foreach (var (height, width) in new[] { (16, 12), (17, 11) })
        {
            using var scope = NewDisposeScope();
            Assert.Equal(Outputs.Select(channels => (long[])[2, channels, height, width]), model.call(zeros(2, 3, height, width)).Select(prediction => prediction.shape));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_seed_alone_decides_the_parameters(string name)
    {
        double[] Parameters(long seed)
        {
            using var model = Networks[name](Outputs, seed);
            return Numbers.ToArray(model.parameters());
        }

        var first = Parameters(5);
        Assert.Equal(first, Parameters(5));
        Assert.NotEqual(first, Parameters(6));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_of_one_task_trains(string name)
    {
        using var model = Networks[name]([2], 0);
        using var scope = NewDisposeScope();
        Assert.Single(model.call(Image()));
        Loss(model, 0).backward();
        Assert.All(
            model.named_parameters().Where(pair => !pair.name.StartsWith("logits", StringComparison.Ordinal)), // a choice among one
            pair => Assert.True(Size(pair.parameter.grad) > 0, pair.name));
    }

    [Theory]
    [InlineData("hard sharing")]
    [InlineData("SegNet")]
    [InlineData("cross-stitch")]
    [InlineData("NDDR-CNN, shortcut")]
    [InlineData("MTAN")]
    [InlineData("MTAN on SegNet")]
    [InlineData("sluice")]
    [InlineData("MMoE")]
    [InlineData("CGC")]
    [InlineData("PLE")]
    [InlineData("DSelect-k")]
    [InlineData("learning to branch")]
    [InlineData("ASTMT")]
    [InlineData("RCM")]
    public void Tasks_in_another_order_get_the_same_predictions(string name)
    {
        int[] order = [2, 0, 1];
        using var model = Networks[name](Outputs, 0);
        using var other = Networks[name]([.. order.Select(task => Outputs[task])], 0);
        using var generator = new Generator(3);
        using (no_grad())
            foreach (var parameter in model.parameters())
                parameter.uniform_(-1, 1, generator);
        other.load_state_dict(new TaskOrder(order).Of(other.state_dict().Keys, model.state_dict()));
        model.eval();
        other.eval();
        using var scope = NewDisposeScope();
        var (expected, actual) = (model.call(Image()), other.call(Image()));
        for (int task = 0; task < order.Length; task++)
            Numbers.AssertClose(Numbers.ToArray(expected[order[task]]), Numbers.ToArray(actual[task]), 1e-5 * (1 + expected[order[task]].abs().max().ToDouble()));
        Assert.True((expected[2] - expected[0].narrow(1, 0, 2)).abs().max().ToDouble() > 0);
    }

    private static IEnumerable<int> Tasks => Enumerable.Range(0, Outputs.Length);

    private static ConvNet Backbone(long seed) => new([4, 6], seed: seed);

    private static Tensor Image()
    {
        using var generator = new Generator(7);
        return randn([2, 3, 16, 12], generator: generator);
    }

    /// <summary>The loss of a task, with those of its predictions on the way.</summary>
    private static Tensor Loss(MultiTaskModule model, int task)
    {
        var final = model.call(Image())[task];
        return (model.Intermediate.Count > 0 ? model.Intermediate[task] : []).Append(final).Select(Loss).Aggregate((a, b) => a + b);
    }

    /// <summary>Different for each pixel, so that no mean or symmetry hides a parameter.</summary>
    private static Tensor Loss(Tensor prediction) => (prediction - arange(prediction.numel()).reshape(prediction.shape).remainder(7)).square().mean();

    private static double Size(Tensor? gradient) => gradient is null ? 0 : gradient.abs().sum().ToDouble();

    /// <summary>A head that reads the coarsest map only.</summary>
    private static UNetHead CoarseHead(IReadOnlyList<int> channels, int outputs, long seed) => new([channels[^1]], outputs, seed);
}
