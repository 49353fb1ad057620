using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Classifies images: a backbone, its coarsest map pooled to one vector, and one affine layer per task. A task is another set of labels, of the same
/// images or of another domain; joint training on several domains is the MDL of Li, Liu, Bilen 2022 (arXiv 2204.02744).
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, classes[i]]. Where batches hold images of several domains, take
/// <see cref="Features"/> of all of them at once, so that batch normalization sees the same mixture as its running statistics, and
/// <see cref="Classify"/> the rows of each.
/// </remarks>
public sealed class ImageClassifier : FeatureNetwork
{
    private readonly Backbone backbone;
    private readonly ModuleList<Linear> heads;
    private readonly bool withMaximum;

    /// <summary>Puts classifiers on a backbone.</summary>
    /// <param name="backbone">Shared by all tasks; it becomes part of this module.</param>
    /// <param name="classes">Number of classes of each task.</param>
    /// <param name="seed">Seed of the classifiers' initial parameters.</param>
    /// <param name="withMaximum">Appends each channel's maximum to its mean: small images profit.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no task.</exception>
    public ImageClassifier(Backbone backbone, IReadOnlyList<int> classes, long seed = 0, bool withMaximum = false)
        : base(nameof(ImageClassifier))
    {
        ArgumentOutOfRangeException.ThrowIfZero(classes.Count, nameof(classes));
        (this.backbone, this.withMaximum) = (backbone, withMaximum);
        int length = backbone.Channels[^1] * (withMaximum ? 2 : 1);
        FeatureChannels = [length];
        var dtype = backbone.parameters().First().dtype;
        heads = new([.. classes.Select((count, task) =>
        {
            using var generator = new Generator((ulong)SeedOf(seed, task));
            return SeededLayers.Affine(length, count, generator, dtype);
        })]);
        RegisterComponents();
    }

    /// <summary>Length F of the pooled vector.</summary>
    public override IReadOnlyList<int> FeatureChannels { get; }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. backbone.parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => backbone.LastLayer;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters()];

    /// <summary>The pooled vectors [N, F] of images [N, channels, H, W], the only feature.</summary>
    public override Tensor[] Features(Tensor input)
    {
        var map = backbone.call(input)[^1];
        var mean = map.mean([2L, 3L]);
        return [withMaximum ? cat([mean, map.amax([2L, 3L])], 1) : mean];
    }

    /// <summary>Scores [N, classes] of a task (0 .. TaskCount - 1) from pooled vectors [N, F].</summary>
    public Tensor Classify(Tensor pooled, int task) => heads[task].call(pooled);

    /// <inheritdoc/>
    public override Tensor[] Predict(Tensor[] features, Tensor input) => [.. Branch(features[0]).Select(Classify)];
}
