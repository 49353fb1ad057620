using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// PAD-Net: first predictions of all tasks, then a distillation in which each target task takes up the features of the others, then the final predictions
/// of the targets (Xu, Ouyang, Wang, Sebe 2018, arXiv 1805.04409). The default gate is that of the survey's code (Vandenhende et al. 2021, arXiv 2004.13379),
/// made from the features of the source; <see cref="DistillationKind"/> has the paper's, made from those of the target.
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for target i, its final prediction [N, outputs[i], H, W], then, for each auxiliary task, its first
/// and only one. <see cref="MultiTaskModule.Intermediate"/> has the targets' first predictions, so that training supervises them too. The features of
/// every task come from a head of the backbone, with ReLU, where the survey's code has two bottleneck blocks, and the final decoders are two
/// convolutions of 3 x 3. Backbone and features count as shared, also where there is but one target.
/// </remarks>
public sealed class PadNet : MultiTaskModule
{
    private readonly Backbone backbone;
    private readonly InitialPredictions initial;
    private readonly ModuleList<TaskDistillation> distillation;
    private readonly ModuleList<RefinementHead> decoders;

    /// <summary>Builds the network on a backbone.</summary>
    /// <param name="backbone">Shared by all tasks; it becomes part of this module.</param>
    /// <param name="outputs">Channels of each target's prediction.</param>
    /// <param name="auxiliary">Channels of the predictions of tasks that only help the targets; null is none.</param>
    /// <param name="head">Makes the decoders from the backbone's maps to the features of a task; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="features">Channels of the features of a task; null is those of the backbone's finest map.</param>
    /// <param name="kind">The form of the distillation.</param>
    /// <param name="seed">Seed of the initial parameters outside of the backbone.</param>
    /// <exception cref="ArgumentException">There is no target, or the features have no channel.</exception>
    public PadNet(
        Backbone backbone, IReadOnlyList<int> outputs, IReadOnlyList<int>? auxiliary = null, HeadFactory? head = null, int? features = null,
        DistillationKind kind = DistillationKind.SourceAttention, long seed = 0)
        : base(nameof(PadNet))
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        int width = features ?? backbone.Channels[0];
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width, nameof(features));
        int[] all = [.. outputs, .. auxiliary ?? []];
        using var generator = new Generator((ulong)SeedOf(seed, all.Length));
        this.backbone = backbone;
        initial = new(backbone.Channels, width, all, head, SeedsOf(seed, all.Length), generator, float32);
        distillation = new([.. outputs.Select((_, task) => new TaskDistillation(kind, task, all.Length, width, generator, float32))]);
        decoders = new([.. outputs.Select(length => new RefinementHead(width, width, length, generator, float32))]);
        TaskCount = all.Length;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => AllButTaskParameters();

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => backbone.LastLayer;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => task < decoders.Count
        ? [.. initial.PredictionParameters(task), .. distillation[task].parameters(), .. decoders[task].parameters()]
        : [.. initial.PredictionParameters(task)];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var views = Branch(initial.call(backbone.call(input)));
        Tensor[] first = [.. views.Select((features, task) => Enlarge(initial.Predict(task, features[task]), input))];
        Intermediate = [.. first.Select((prediction, task) => task < decoders.Count ? (Tensor[])[prediction] : [])];
        return
        [
            .. decoders.Select((decoder, task) => Enlarge(decoder.call(distillation[task].call(views[task])), input)),
            .. first[decoders.Count..],
        ];
    }
}
