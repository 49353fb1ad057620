using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Sluice networks: cross-stitch between the halves (subspaces) of all tasks' maps, so that a task can share one half and keep the other, and weights
/// beta of the maps that a head reads (Ruder, Bingel, Augenstein, Søgaard 2019, arXiv 1705.08142).
/// </summary>
/// <remarks>
/// Alpha is one number per pair of subspaces: .9 at first for a subspace itself, .1 / (2T - 1) for each other. Beta scales each map that the head
/// of a task reads (1 at first): the paper adds weighted layers of equal width, which maps of different sizes do not allow.
/// <see cref="MultiTaskModule.Penalties"/> holds, per task, weight * sum over stages of |G_1 G_2^T|^2, where the rows of G_1 and G_2 are the filters
/// of the two halves in the last convolution of the stage.
/// </remarks>
public sealed class Sluice : SoftSharing
{
    private readonly ModuleList<CrossStitchUnit> units;
    private readonly ParameterList beta;
    private readonly double weight;

    /// <summary>Connects encoders.</summary>
    /// <param name="backbone">Makes the encoder of each task, with an even number of channels everywhere; it becomes part of this module.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the heads' initial parameters.</param>
    /// <param name="orthogonality">Weight of the penalty that keeps the two halves of an encoder's filters orthogonal; 0 for none.</param>
    /// <param name="dtype">Type of alpha and beta.</param>
    /// <exception cref="ArgumentException">There is no task, the encoders differ in their channels, or a number of channels is odd.</exception>
    public Sluice(
        Func<int, StagedBackbone> backbone, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, double orthogonality = 0.01,
        ScalarType dtype = ScalarType.Float32)
        : base(nameof(Sluice), backbone, outputs, head, seed)
    {
        if (Channels.Any(channels => channels % 2 != 0))
            throw new ArgumentException($"Sluice: the encoders give maps of {string.Join(", ", Channels)} channels; expected even numbers, for two subspaces.");
        weight = orthogonality;
        units = new([.. Channels.Select(_ => new CrossStitchUnit(2 * outputs.Count, 1, 0.9, perChannel: false, dtype))]);
        beta = new([.. outputs.Select((_, task) => new Parameter(ones(MapsOf(task), dtype)))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        Penalties = weight == 0 ? [] : [.. Enumerable.Range(0, TaskCount).Select(task => Penalty(Encoder(task)) * weight)];
        return base.forward(input);
    }

    private protected override Tensor[] Mix(int stage, Tensor[] maps) =>
        [.. units[stage].call([.. maps.SelectMany(map => map.chunk(2, 1))]).Chunk(2).Select(halves => cat(halves, 1))];

    private protected override IEnumerable<Parameter> LastMixture(int task) => [units[^1].Weights(2 * task), units[^1].Weights(2 * task + 1), beta[task]];

    private protected override Tensor[] ForHead(int task, Tensor[] mixtures) =>
        [.. mixtures.TakeLast(MapsOf(task)).Zip(beta[task].unbind(), (map, factor) => map * factor)];

    private static Tensor Penalty(StagedBackbone encoder) => encoder.Stages.Select(stage =>
    {
        var halves = stage.modules().OfType<SeededConv2d>().Last().parameters().First().flatten(1).chunk(2, 0);
        return halves[0].mm(halves[1].t()).square().sum();
    }).Aggregate((sum, term) => sum + term);
}
