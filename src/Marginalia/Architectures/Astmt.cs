using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Attentive single-tasking of multiple tasks: the network runs once per task; in each run every block of the shared backbone is followed by the task's own
/// squeeze-and-excitation and has the task's own residual adapter beside it (Maninis, Radosavovic, Kokkinos 2019, arXiv 1904.08918).
/// </summary>
/// <remarks>
/// A block's result is SE_i(block(x) + A_i x), A_i a convolution of 1 x 1 with the block's stride. In the official code adapters lie inside blocks, beside each
/// convolution of 3 x 3; here a block is what the backbone says it is. The paper's discriminator of gradients is left out.
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W]; <see cref="Predict"/> runs one task.
/// </remarks>
public sealed class Astmt : MultiTaskModule
{
    private readonly StagedBackbone backbone;
    private readonly ModuleList<ModuleList<SqueezeExcitation>> excitations;
    private readonly ModuleList<ModuleList<SeededConv2d>> adapters;
    private readonly ModuleList<Head> heads;

    /// <summary>Puts excitations, adapters and heads on a backbone.</summary>
    /// <param name="backbone">Shared by all tasks; it becomes part of this module. The first block of a stage shrinks the map, the others keep its size.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the initial parameters, but for the backbone's.</param>
    /// <param name="reduction">Channels per hidden unit of squeeze-and-excitation.</param>
    /// <param name="hasAdapters">Whether there are residual adapters.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">There is no task.</exception>
    public Astmt(
        StagedBackbone backbone, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, int reduction = 16, bool hasAdapters = true,
        int channels = 3, ScalarType dtype = ScalarType.Float32)
        : base(nameof(Astmt))
    {
        this.backbone = backbone;
        heads = HeadsFor(outputs, backbone.Channels, head, seed);
        var blocks = backbone.Stages.Zip([channels, .. backbone.Channels.SkipLast(1)], (stage, before) =>
            Enumerable.Range(0, stage.Blocks).Select(block => (From: block == 0 ? before : stage.Channels, To: stage.Channels, Stride: block == 0 ? stage.Shrink : 1)))
            .SelectMany(each => each).ToArray();
        excitations = PerTask(outputs, seed, generator => new ModuleList<SqueezeExcitation>([.. blocks.Select(block =>
            new SqueezeExcitation(block.To, generator, dtype, reduction))]));
        adapters = PerTask(outputs, seed, generator => new ModuleList<SeededConv2d>([.. blocks.Where(_ => hasAdapters).Select(block =>
            SeededLayers.Convolution(block.From, block.To, 1, generator, dtype, block.Stride, hasBias: false))]));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. backbone.parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => backbone.LastLayer;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) =>
        [.. excitations[task].parameters(), .. adapters[task].parameters(), .. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input) => [.. Enumerable.Range(0, TaskCount).Select(task => Predict(input, task))];

    /// <summary>The prediction for one task [N, outputs[task], H, W], by one run of the backbone.</summary>
    public Tensor Predict(Tensor image, int task)
    {
        var maps = new List<Tensor>();
        var map = image;
        int number = 0;
        foreach (var stage in backbone.Stages)
        {
            for (int block = 0; block < stage.Blocks; block++, number++)
            {
                var result = stage.Block(block).call(map);
                map = excitations[task][number].call(adapters[task].Count == 0 ? result : result + adapters[task][number].call(map));
            }

            maps.Add(map);
        }

        return Enlarge(heads[task].call([.. maps.TakeLast(heads[task].Maps)]), image);
    }
}
