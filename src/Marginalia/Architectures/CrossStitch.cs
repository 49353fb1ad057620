using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Cross-stitch networks: an encoder per task, whose maps are mixed linearly after each stage, with learned weights alpha (Misra, Shrivastava, Gupta,
/// Hebert 2016, arXiv 1604.03539). The paper starts from trained single-task encoders and gives alpha a learning rate 100 to 1000 times higher.
/// </summary>
public sealed class CrossStitch : SoftSharing
{
    private readonly ModuleList<CrossStitchUnit> units;

    /// <summary>Connects encoders.</summary>
    /// <param name="backbone">Makes the encoder of each task; it may have been trained. It becomes part of this module.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the heads' initial parameters.</param>
    /// <param name="own">What alpha_ii is at first; the other tasks' maps share 1 - own.</param>
    /// <param name="perChannel">A weight alpha_ij for each channel; otherwise, as in the paper, one for all.</param>
    /// <param name="dtype">Type of the weights alpha.</param>
    /// <exception cref="ArgumentException">There is no task, or the encoders differ in their channels.</exception>
    public CrossStitch(
        Func<int, StagedBackbone> backbone, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, double own = 0.9,
        bool perChannel = true, ScalarType dtype = ScalarType.Float32)
        : base(nameof(CrossStitch), backbone, outputs, head, seed)
    {
        units = new([.. Channels.Select(channels => new CrossStitchUnit(outputs.Count, channels, own, perChannel, dtype))]);
        RegisterComponents();
    }

    /// <summary>The weights alpha of all stages: what a higher learning rate is for.</summary>
    public IReadOnlyList<Parameter> Alpha => [.. units.parameters()];

    /// <summary>The weights alpha after a stage, averaged over channels: entry [i][j] tells how much of task j's map goes to task i.</summary>
    public double[][] Weights(int stage)
    {
        using var scope = NewDisposeScope();
        return [.. Enumerable.Range(0, TaskCount).Select(task => units[stage].Weights(task).detach().mean([1L]).to(ScalarType.Float64).cpu().data<double>().ToArray())];
    }

    private protected override Tensor[] Mix(int stage, Tensor[] maps) => units[stage].call(maps);

    private protected override IEnumerable<Parameter> LastMixture(int task) => [units[^1].Weights(task)];
}
