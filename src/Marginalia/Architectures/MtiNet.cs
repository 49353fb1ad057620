using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// MTI-Net: predicts all tasks at every scale of the backbone, hands what the tasks found from coarse to fine scales, distils between the tasks at each
/// scale, and joins the scales for the final predictions of the targets (Vandenhende, Georgoulis, Van Gool 2020, "MTI-Net: Multi-Scale Task Interaction
/// Networks for Multi-Task Learning", arXiv 2001.06902).
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for target i, its final prediction [N, outputs[i], H, W], then, for each auxiliary task, its first
/// prediction at the finest scale. <see cref="MultiTaskModule.Intermediate"/> has the first predictions of the other scales and, for targets, of the
/// finest, from coarse to fine. The features of a task at a scale come from two convolutions of 3 x 3 with batch normalization and ReLU, where the authors'
/// code has two residual blocks. Backbone, features and what hands them on count as shared, also where there is but one target.
/// </remarks>
public sealed class MtiNet : MultiTaskModule
{
    private readonly int targets;
    private readonly Backbone backbone;
    private readonly ModuleList<ModuleList<Sequential>> features;
    private readonly ModuleList<ModuleList<SeededConv2d>> predictions;
    private readonly ModuleList<FeaturePropagation> propagation;
    private readonly ModuleList<ModuleList<TaskDistillation>> distillation;
    private readonly ModuleList<ScaleFusion> decoders;

    /// <summary>Builds the network on a backbone.</summary>
    /// <param name="backbone">Shared by all tasks; it becomes part of this module. All its maps are used: the paper's have 1/4 to 1/32 of the image's size.</param>
    /// <param name="outputs">Channels of each target's prediction.</param>
    /// <param name="auxiliary">Channels of the predictions of tasks that only help the targets; null is none.</param>
    /// <param name="widths">Channels of the features of a task at each scale, the finest first; null is those of the backbone's maps, as in the paper.</param>
    /// <param name="kind">The form of the distillation.</param>
    /// <param name="seed">Seed of the initial parameters outside of the backbone.</param>
    /// <exception cref="ArgumentException">There is no target, or the widths are not one positive number per map.</exception>
    public MtiNet(
        Backbone backbone, IReadOnlyList<int> outputs, IReadOnlyList<int>? auxiliary = null, IReadOnlyList<int>? widths = null,
        DistillationKind kind = DistillationKind.SourceAttention, long seed = 0)
        : base(nameof(MtiNet))
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        widths ??= backbone.Channels;
        if (widths.Count != backbone.Channels.Count || widths.Any(width => width <= 0))
            throw new ArgumentException(
                $"MtiNet: widths {string.Join(", ", widths)} are given; expected {backbone.Channels.Count} positive numbers, one per map of the backbone.");

        int[] all = [.. outputs, .. auxiliary ?? []];
        int scales = widths.Count;
        using var generator = new Generator((ulong)SeedOf(seed, all.Length));
        int Inputs(int scale) => backbone.Channels[scale] + (scale + 1 < scales ? widths[scale + 1] : 0);
        ModuleList<T> PerScale<T>(Func<int, T> make, int count)
            where T : nn.Module => new([.. Enumerable.Range(0, count).Select(make)]);

        (this.backbone, targets, TaskCount) = (backbone, outputs.Count, all.Length);
        features = PerScale(
            scale => new ModuleList<Sequential>([.. all.Select(_ => nn.Sequential(
                new ConvolutionBlock(Inputs(scale), widths[scale], generator, float32),
                new ConvolutionBlock(widths[scale], widths[scale], generator, float32)))]), scales);
        predictions = PerScale(
            scale => new ModuleList<SeededConv2d>(
                [.. all.Select(length => SeededLayers.Convolution(widths[scale], length, 1, generator, float32))]), scales);
        propagation = PerScale(scale => new FeaturePropagation(all.Length, widths[scale + 1], generator, float32), scales - 1);
        distillation = PerScale(
            scale => new ModuleList<TaskDistillation>(
                [.. outputs.Select((_, task) => new TaskDistillation(kind, task, all.Length, widths[scale], generator, float32))]), scales);
        decoders = new([.. outputs.Select(length => new ScaleFusion(widths, length, generator, float32))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => AllButTaskParameters();

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => backbone.LastLayer;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task)
    {
        var first = predictions.SelectMany(scale => scale[task].parameters());
        return task < targets
            ? [.. first, .. distillation.SelectMany(scale => scale[task].parameters()), .. decoders[task].parameters()]
            : [.. first];
    }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        int scales = features.Count;
        var views = Branch(FeaturesOf(backbone.call(input))); // [task][scale * TaskCount + task]
        Tensor[] At(int task, int scale) => views[task][(scale * TaskCount)..((scale + 1) * TaskCount)];
        Tensor First(int task, int scale) => Enlarge(predictions[scale][task].call(At(task, scale)[task]), input);

        Tensor[][] first = [.. views.Select((_, task) => Enumerable.Range(0, scales).Reverse().Select(scale => First(task, scale)).ToArray())];
        Intermediate = [.. first.Select((coarseToFine, task) => task < targets ? coarseToFine : coarseToFine[..^1])];
        return
        [
            .. decoders.Select((decoder, task) =>
                Enlarge(decoder.call([.. distillation.Select((scale, s) => scale[task].call(At(task, s)))]), input)),
            .. first[targets..].Select(coarseToFine => coarseToFine[^1]),
        ];
    }

    /// <summary>The features of all tasks at all scales, the finest scale first.</summary>
    private Tensor[] FeaturesOf(Tensor[] maps)
    {
        var found = new Tensor[maps.Length][];
        for (int scale = maps.Length - 1; scale >= 0; scale--)
        {
            var map = maps[scale];
            var handed = scale + 1 < maps.Length ? propagation[scale].call(found[scale + 1]) : null;
            found[scale] = [.. features[scale].Select((blocks, task) => blocks.call(handed is null ? map : cat([map, Enlarge(handed[task], map)], 1)))];
        }

        return [.. found.SelectMany(scale => scale)];
    }
}
