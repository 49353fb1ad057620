using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Reparameterized convolutions for multi-task learning: the convolutions of a trained backbone are frozen and shared, and each task has modulators of
/// 1 x 1 and normalizations of its own, so that tasks cannot interfere and can be added one by one (Kanakis et al. 2020, arXiv 2007.12540).
/// </summary>
/// <remarks>
/// There are no shared parameters: the frozen weights are buffers, so balancers have nothing to balance. At first every task has the trained network.
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W]; <see cref="Predict"/> runs one task.
/// </remarks>
public sealed class Rcm : MultiTaskModule
{
    private readonly ModuleList<ModuleList<RcmBlock>> stages;
    private readonly ModuleList<Head> heads;

    /// <summary>Reparameterizes a backbone.</summary>
    /// <param name="backbone">Trained; its parameters are copied.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the heads' initial parameters.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">There is no task.</exception>
    public Rcm(ConvNet backbone, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base(nameof(Rcm))
    {
        heads = HeadsFor(outputs, backbone.Channels, head, seed);
        stages = new([.. backbone.Stages.Select(stage => new ModuleList<RcmBlock>([.. Enumerable.Range(0, stage.Blocks).Select(block =>
            new RcmBlock((ConvolutionBlock)stage.Block(block), block == 0 ? stage.Shrink : 1, outputs.Count, dtype))]))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <summary>None: what tasks share is frozen.</summary>
    public override IReadOnlyList<Parameter> SharedParameters => [];

    /// <summary>None: what tasks share is frozen.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => [];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) =>
        [.. stages.SelectMany(stage => stage).SelectMany(block => block.Own(task)), .. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input) => [.. Enumerable.Range(0, TaskCount).Select(task => Predict(input, task))];

    /// <summary>The prediction for one task [N, outputs[task], H, W].</summary>
    public Tensor Predict(Tensor image, int task)
    {
        var maps = new List<Tensor>();
        foreach (var stage in stages)
            maps.Add(stage.Aggregate(maps.Count == 0 ? image : maps[^1], (map, block) => block.call(map, task)));
        return Enlarge(heads[task].call([.. maps.TakeLast(heads[task].Maps)]), image);
    }
}
