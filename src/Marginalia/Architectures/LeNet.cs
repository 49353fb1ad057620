using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A small network for small images, with one affine head per task: two convolutions of 5 x 5 with ReLU and maximum pooling, one affine layer with
/// ReLU (after LeCun et al. 1998, "Gradient-based learning applied to document recognition"; shared by tasks as in Sener, Koltun 2018,
/// arXiv 1810.04650). 22 000 parameters for two tasks of 10 classes.
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, size, size] and returns, for task i, [N, outputs[i]]. Initial parameters are a pure function of the seed.
/// </remarks>
public sealed class LeNet : MultiTaskModule
{
    private readonly SeededConv2d conv1;
    private readonly SeededConv2d conv2;
    private readonly Linear affine;
    private readonly ModuleList<Linear> heads;
    private readonly SeededDropout drop;

    /// <summary>Builds the network.</summary>
    /// <param name="outputs">Length of each task's prediction.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="size">Height and width of the image, at least 16.</param>
    /// <param name="features">Length of the representation that the heads read.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same network.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <param name="dropout">Part of the features that is dropped in training mode; masks follow from the seed too.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no task, or the image is too small.</exception>
    public LeNet(
        IReadOnlyList<int> outputs, int channels = 1, int size = 28, int features = 50, long seed = 0, ScalarType dtype = ScalarType.Float32,
        double dropout = 0)
        : base(nameof(LeNet))
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);

        using var generator = new Generator((ulong)seed);
        int side = ((size - 4) / 2 - 4) / 2; // 5 x 5 takes 4 away, pooling halves
        conv1 = SeededLayers.Convolution(channels, 10, 5, generator, dtype);
        conv2 = SeededLayers.Convolution(10, 20, 5, generator, dtype);
        affine = SeededLayers.Affine(20 * side * side, features, generator, dtype);
        heads = new([.. outputs.Select(length => SeededLayers.Affine(features, length, generator, dtype))]);
        drop = new(dropout, seed);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. conv1.parameters(), .. conv2.parameters(), .. affine.parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. affine.parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        foreach (var convolution in new[] { conv1, conv2 })
            input = nn.functional.max_pool2d(nn.functional.relu(convolution.call(input)), 2);
        var representation = drop.call(nn.functional.relu(affine.call(input.flatten(1))));
        return [.. Branch(representation).Zip(heads, (view, head) => head.call(view))];
    }
}
