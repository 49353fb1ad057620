using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// The multi-modal distillation of PAD-Net for one target task: takes the features of all tasks, each [N, C, H, W], and returns the target's, enriched,
/// [N, C, H, W]. With one task there is nothing to take up, and the features pass unchanged (but by <see cref="DistillationKind.Concatenation"/>).
/// </summary>
internal sealed class TaskDistillation : nn.Module<Tensor[], Tensor>
{
    private readonly int target;
    private readonly DistillationKind kind;
    private readonly ModuleList<SeededConv2d> messages;
    private readonly ModuleList<SeededConv2d> gates;

    /// <param name="kind">The form of the module.</param>
    /// <param name="target">Number of the target task.</param>
    /// <param name="tasks">Number of tasks.</param>
    /// <param name="channels">Channels C.</param>
    /// <param name="generator">Gives the initial parameters.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public TaskDistillation(DistillationKind kind, int target, int tasks, int channels, Generator generator, ScalarType dtype)
        : base(nameof(TaskDistillation))
    {
        (this.kind, this.target) = (kind, target);
        SeededConv2d Convolution(int inputs) => SeededLayers.Convolution(inputs, channels, 3, generator, dtype, padding: 1);
        ModuleList<SeededConv2d> Several(int count) => new([.. Enumerable.Range(0, count).Select(_ => Convolution(channels))]);
        messages = kind == DistillationKind.Concatenation ? new(Convolution(tasks * channels)) : Several(tasks - 1);
        gates = Several(kind switch
        {
            DistillationKind.SourceAttention => tasks - 1,
            DistillationKind.TargetAttention => Math.Min(1, tasks - 1),
            _ => 0,
        });
        RegisterComponents();
    }

    public override Tensor forward(Tensor[] features)
    {
        if (kind == DistillationKind.Concatenation)
            return messages[0].call(cat(features, 1));

        var own = features[target];
        var gate = kind == DistillationKind.TargetAttention && gates.Count > 0 ? gates[0].call(own).sigmoid() : null;
        return features.Where((_, task) => task != target).Select((source, k) => kind switch
        {
            DistillationKind.SourceAttention => messages[k].call(source) * gates[k].call(source).sigmoid(),
            DistillationKind.TargetAttention => messages[k].call(source) * gate!,
            _ => messages[k].call(source),
        }).Aggregate(own, (sum, message) => sum + message);
    }
}
