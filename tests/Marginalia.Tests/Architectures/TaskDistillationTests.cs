using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class TaskDistillationTests
{
    private const int Target = 1;

    [Theory]
    [InlineData(DistillationKind.SourceAttention)]
    [InlineData(DistillationKind.TargetAttention)]
    [InlineData(DistillationKind.Messages)]
    [InlineData(DistillationKind.Concatenation)]
    public void Each_kind_computes_its_formula(DistillationKind kind)
    {
        using var module = Module(kind, tasks: 3);
        var f = Features(3);
        Tensor V(int a) => Convolve(module, $"messages.{a}", f[2 * a]); // the others of task 1 are 0 and 2
        Tensor K(int k, Tensor of) => Convolve(module, $"gates.{k}", of).sigmoid();
        var expected = kind switch
        {
            DistillationKind.SourceAttention => f[1] + V(0) * K(0, f[0]) + V(1) * K(1, f[2]),
            DistillationKind.TargetAttention => f[1] + (V(0) + V(1)) * K(0, f[1]),
            DistillationKind.Messages => f[1] + V(0) + V(1),
            _ => Convolve(module, "messages.0", cat(f, 1)),
        };
        Numbers.AssertClose(Numbers.ToArray(expected), Numbers.ToArray(module.call(f)), 1e-12);
    }

    [Theory]
    [InlineData(DistillationKind.SourceAttention)]
    [InlineData(DistillationKind.TargetAttention)]
    [InlineData(DistillationKind.Messages)]
    public void Without_messages_the_features_pass_unchanged(DistillationKind kind)
    {
        using var module = Module(kind, tasks: 3);
        using (no_grad())
            foreach (var (_, parameter) in module.named_parameters().Where(pair => pair.name.StartsWith("messages", StringComparison.Ordinal)))
                parameter.zero_();
        var features = Features(3);
        Assert.Equal(Numbers.ToArray(features[Target]), Numbers.ToArray(module.call(features)));

        using var alone = new TaskDistillation(kind, 0, 1, 2, new Generator(1), ScalarType.Float64);
        Assert.Empty(alone.parameters());
        Assert.Same(features[0], alone.call([features[0]]));
    }

    [Fact]
    public void Gates_only_weaken_messages()
    {
        using var gated = Module(DistillationKind.SourceAttention, tasks: 2);
        using var plain = Module(DistillationKind.Messages, tasks: 2);
        plain.load_state_dict(gated.state_dict().Where(pair => pair.Key.StartsWith("messages", StringComparison.Ordinal)).ToDictionary());
        var f = Features(2);
        var share = (gated.call(f) - f[1]) / (plain.call(f) - f[1]);
        Assert.All(Numbers.ToArray(share), gate => Assert.InRange(gate, 1e-6, 1 - 1e-6));
    }

    private static TaskDistillation Module(DistillationKind kind, int tasks) => new(kind, Target, tasks, 2, new Generator(1), ScalarType.Float64);

    private static Tensor[] Features(int tasks)
    {
        using var generator = new Generator(2);
        return [.. Enumerable.Range(0, tasks).Select(_ => randn([2, 2, 5, 4], ScalarType.Float64, generator: generator))];
    }

    private static Tensor Convolve(nn.Module module, string layer, Tensor input) => nn.functional.conv2d(
        input, module.get_parameter(layer + ".weight")!, module.get_parameter(layer + ".bias"), padding: [1, 1]);
}
