using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// One backbone for all tasks, then a head per task: hard parameter sharing (Caruana 1993, 1997), the multi-task baseline of dense prediction
/// (Vandenhende et al. 2021, arXiv 2004.13379, section 3.1). With one task this is the single-task network.
/// </summary>
/// <remarks><c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W].</remarks>
public sealed class HardSharing : FeatureNetwork
{
    private readonly Backbone backbone;
    private readonly ModuleList<Head> heads;

    /// <summary>Puts heads on a backbone.</summary>
    /// <param name="backbone">Shared by all tasks; it becomes part of this module.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the heads' initial parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no task.</exception>
    public HardSharing(Backbone backbone, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0)
        : base(nameof(HardSharing))
    {
        this.backbone = backbone;
        heads = HeadsFor(outputs, backbone.Channels, head, seed);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. backbone.parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => backbone.LastLayer;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters()];

    /// <summary>Channels of the backbone's maps that heads read, the finest first.</summary>
    public override IReadOnlyList<int> FeatureChannels => [.. backbone.Channels.TakeLast(MapsRead)];

    private int MapsRead => heads.Max(head => head.Maps);

    /// <inheritdoc/>
    public override Tensor[] Features(Tensor input) => backbone.call(input)[^MapsRead..];

    /// <inheritdoc/>
    public override Tensor[] Predict(Tensor[] features, Tensor input)
    {
        var views = Branch(features);
        return [.. heads.Select((head, task) => Enlarge(head.call(views[task][^head.Maps..]), input))];
    }
}
