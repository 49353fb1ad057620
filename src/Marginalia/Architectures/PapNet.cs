using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// PAP-Net: finds in the features of every task which pixels go together, lets each target combine these affinities of all tasks by learned weights, and
/// spreads its features along them (Zhang, Cui, Xu, Yan, Sebe, Yang 2019, "Pattern-Affinitive Propagation across Depth, Surface Normal and Semantic
/// Segmentation", arXiv 1906.03525).
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for target i, its final prediction [N, outputs[i], H, W], then, for each auxiliary task, its first
/// and only one. <see cref="MultiTaskModule.Intermediate"/> has the targets' first predictions. Affinities are found at 1/8 of the image's height and
/// width, since they need memory for (H W / 64) squared numbers per image and task; a target's decoder reads the spread features, enlarged, beside those
/// from before. Backbone, features and affinities count as shared.
/// </remarks>
public sealed class PapNet : MultiTaskModule, IMultiplies
{
    private const int Shrink = 8;
    private readonly bool isCrossTask;
    private readonly Backbone backbone;
    private readonly InitialPredictions initial;
    private readonly ModuleList<SeededConv2d> reductions;
    private readonly ModuleList<AffinityPropagation> propagation;
    private readonly ModuleList<RefinementHead> decoders;

    /// <summary>Builds the network on a backbone.</summary>
    /// <param name="backbone">Shared by all tasks; it becomes part of this module.</param>
    /// <param name="outputs">Channels of each target's prediction.</param>
    /// <param name="auxiliary">Channels of the predictions of tasks whose affinities help the targets; null is none.</param>
    /// <param name="head">Makes the decoders from the backbone's maps to the features of a task; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="features">Channels of the features of a task; null is those of the backbone's finest map.</param>
    /// <param name="steps">How often features are spread.</param>
    /// <param name="isCrossTask">Whether a target uses the affinities of all tasks; else only its own (an ablation), and its features are its alone.</param>
    /// <param name="seed">Seed of the initial parameters outside of the backbone.</param>
    /// <exception cref="ArgumentException">There is no target, or the features have no channel, or the number of steps is negative.</exception>
    public PapNet(
        Backbone backbone, IReadOnlyList<int> outputs, IReadOnlyList<int>? auxiliary = null, HeadFactory? head = null, int? features = null, int steps = 3,
        bool isCrossTask = true, long seed = 0)
        : base(nameof(PapNet))
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        int width = features ?? backbone.Channels[0];
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width, nameof(features));
        int[] all = [.. outputs, .. auxiliary ?? []];
        using var generator = new Generator((ulong)SeedOf(seed, all.Length));
        (this.backbone, this.isCrossTask) = (backbone, isCrossTask);
        initial = new(backbone.Channels, width, all, head, SeedsOf(seed, all.Length), generator, float32);
        reductions = new([.. all.Take(isCrossTask ? all.Length : outputs.Count)
            .Select(_ => SeededLayers.Convolution(width, Math.Max(1, width / 2), 1, generator, float32))]);
        propagation = new([.. outputs.Select(_ => new AffinityPropagation(isCrossTask ? all.Length : 1, steps, initialRate: 0.05, float32))]);
        decoders = new([.. outputs.Select(length => new RefinementHead(2 * width, width, length, generator, float32))]);
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
    public override IReadOnlyList<Parameter> TaskParameters(int task)
    {
        List<Parameter> own = [.. initial.PredictionParameters(task)];
        if (!isCrossTask)
            own.AddRange(initial.FeatureParameters(task));
        if (task < decoders.Count)
            own.AddRange([.. isCrossTask ? [] : reductions[task].parameters(), .. propagation[task].parameters(), .. decoders[task].parameters()]);
        return own;
    }

    /// <summary>The weights by which a target combines the affinities of all tasks; they sum to 1. Without other tasks' affinities a single 1.</summary>
    /// <param name="target">Number of the target.</param>
    public double[] Combination(int target)
    {
        using var scope = NewDisposeScope();
        return propagation[target].Weights.detach().to(ScalarType.Float64).data<double>().ToArray();
    }

    /// <summary>
    /// The affinities that the tasks find in images: for each task [N, pixels, pixels], pixels those of the image at 1/8, row by row; rows sum to 1.
    /// </summary>
    /// <param name="input">Images [N, channels, H, W].</param>
    public Tensor[] Affinities(Tensor input) => AffinitiesOf(Coarse(initial.call(backbone.call(input)), input));

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var features = initial.call(backbone.call(input));
        Tensor[] first = [.. features.Select((map, task) => Enlarge(initial.Predict(task, map), input))];
        Intermediate = [.. first.Select((prediction, task) => task < decoders.Count ? (Tensor[])[prediction] : [])];

        var coarse = Coarse(features, input);
        var affinities = AffinitiesOf(coarse);
        return
        [
            .. decoders.Select((decoder, task) =>
            {
                var spread = propagation[task].call([Pixels(coarse[task]), .. isCrossTask ? affinities : [affinities[task]]]);
                var map = spread.transpose(1, 2).reshape(coarse[task].shape);
                return Enlarge(decoder.call(cat([features[task], Enlarge(map, features[task])], 1)), input);
            }),
            .. first[decoders.Count..],
        ];
    }

    /// <summary>The scalar products of all pairs of pixels, for each task whose affinities are found.</summary>
    long IMultiplies.Macs(IReadOnlyList<long[]> inputs, IReadOnlyList<long[]> outputs)
    {
        long pixels = SizeOf(inputs[0], 2) * SizeOf(inputs[0], 3);
        return reductions.Sum(reduction => reduction.get_parameter("weight")!.shape[0]) * pixels * pixels;
    }

    /// <summary>Rows or columns of an image at 1/8.</summary>
    private static long SizeOf(long[] image, int dimension) => (image[dimension] + Shrink - 1) / Shrink;

    private static Tensor[] Coarse(Tensor[] features, Tensor image)
    {
        long[] size = [SizeOf(image.shape, 2), SizeOf(image.shape, 3)];
        return [.. features.Select(map => nn.functional.adaptive_avg_pool2d(map, size))];
    }

    private static Tensor Pixels(Tensor map) => map.flatten(2).transpose(1, 2);

    private Tensor[] AffinitiesOf(Tensor[] coarse) =>
        [.. reductions.Select((reduction, task) => AffinityPropagation.Affinity(Pixels(reduction.call(coarse[task]))))];
}
