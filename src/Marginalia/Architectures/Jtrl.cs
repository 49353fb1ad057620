using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Joint task-recursive learning of two tasks: a decoder that visits the tasks in turn, from coarse to fine scales, so that every visit sees what the
/// other task found just before (Zhang, Cui, Xu, Jie, Li, Yang 2018, "Joint Task-Recursive Learning for Semantic Segmentation and Depth Estimation", ECCV).
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W]. <see cref="MultiTaskModule.Intermediate"/> has the predictions of
/// the scales before, from coarse to fine. A visit enlarges the latest states of both tasks, fuses them by a <c>TaskAttention</c>, appends the
/// backbone's map of its scale, and mixes by a convolution of 3 x 3 with batch normalization and ReLU. At a scale the first task sees the second's state of
/// the scale before, the second task the first's of this scale. Both start from a convolution of the coarsest map. The recursion, as the paper describes
/// it, is that of two tasks; other numbers are refused. All parameters but the predictions and the very last visit are shared, since both
/// losses reach them.
/// </remarks>
public sealed class Jtrl : MultiTaskModule
{
    private const int Tasks = 2;
    private readonly Backbone backbone;
    private readonly ModuleList<ConvolutionBlock> entries;
    private readonly ModuleList<TaskAttention> attentions;
    private readonly ModuleList<ConvolutionBlock> blocks;
    private readonly ModuleList<SeededConv2d> predictions;

    /// <summary>Builds the network on a backbone.</summary>
    /// <param name="backbone">Shared by both tasks; it becomes part of this module. All its maps are used.</param>
    /// <param name="outputs">Channels of the predictions of the two tasks, in the order of their visits (the paper: depth, segmentation).</param>
    /// <param name="features">Channels of the state of a task; null is those of the backbone's finest map.</param>
    /// <param name="seed">Seed of the initial parameters outside of the backbone.</param>
    /// <exception cref="ArgumentException">There are not two tasks, or the states have no channel.</exception>
    public Jtrl(Backbone backbone, IReadOnlyList<int> outputs, int? features = null, long seed = 0)
        : base(nameof(Jtrl))
    {
        if (outputs.Count != Tasks)
            throw new ArgumentException(
                $"Jtrl: outputs for {outputs.Count} tasks are given; expected 2, as the recursion goes between two tasks. For others use PadNet or MtiNet.");
        int width = features ?? backbone.Channels[0];
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width, nameof(features));
        using var generator = new Generator((ulong)SeedOf(seed, Tasks));
        int[] visits = [.. backbone.Channels.Reverse().SelectMany(channels => Enumerable.Repeat(channels, Tasks))];
        this.backbone = backbone;
        entries = new([.. outputs.Select(_ => new ConvolutionBlock(backbone.Channels[^1], width, generator, float32))]);
        attentions = new([.. visits.Select(_ => new TaskAttention(width, generator, float32))]);
        blocks = new([.. visits.Select(channels => new ConvolutionBlock(width + channels, width, generator, float32))]);
        predictions = new([.. visits.Select((_, visit) => SeededLayers.Convolution(width, outputs[visit % Tasks], 1, generator, float32))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => Tasks;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => AllButTaskParameters();

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. blocks[^2].parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task)
    {
        var own = predictions.Where((_, visit) => visit % Tasks == task).SelectMany(part => part.parameters());
        return task == Tasks - 1 ? [.. own, .. attentions[^1].parameters(), .. blocks[^1].parameters()] : [.. own];
    }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var maps = backbone.call(input);
        Tensor[] states = [.. entries.Select(entry => entry.call(maps[^1]))];
        Tensor[] found =
        [
            .. blocks.Select((block, visit) =>
            {
                var (task, map) = (visit % Tasks, maps[^(1 + visit / Tasks)]);
                var fused = attentions[visit].call(Enlarge(states[task], map), Enlarge(states[1 - task], map));
                states[task] = block.call(cat([fused, map], 1));
                return Enlarge(predictions[visit].call(states[task]), input);
            }),
        ];
        Tensor[] Of(int task) => [.. found.Where((_, visit) => visit % Tasks == task)];
        Intermediate = [.. Enumerable.Range(0, Tasks).Select(task => Of(task)[..^1])];
        return found[^Tasks..];
    }
}
