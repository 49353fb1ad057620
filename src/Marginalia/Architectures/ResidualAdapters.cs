using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// One set of filters for all tasks or domains; at each of them, every task has a linear map of each pixel and batch normalization of its own:
/// residual adapters (Rebuffi, Bilen, Vedaldi 2017, arXiv 1705.08045, and 2018, arXiv 1803.10082), on the small backbone of <see cref="ConvNet"/>.
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W], at the price of a pass per task. Adapters are 0 at first, so
/// that after <see cref="Load"/> the network does what the trained one does; the papers then train adapters, normalization and heads alone, the
/// <see cref="MultiTaskModule.TaskParameters"/>. Initial parameters are a pure function of the seed.
/// </remarks>
public sealed class ResidualAdapters : MultiTaskModule
{
    private readonly ModuleList<ModuleList<AdaptedBlock>> stages;
    private readonly ModuleList<Head> heads;

    /// <summary>Builds the network.</summary>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="place">Where adapters sit.</param>
    /// <param name="widths">Channels of each stage, the finest first; null is 16, 24, 32, 48.</param>
    /// <param name="blocks">Convolutions of each stage.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters.</param>
    /// <param name="dtype">Type of the backbone's parameters.</param>
    /// <exception cref="ArgumentException">There is no task, or a width or the number of convolutions is not positive.</exception>
    public ResidualAdapters(
        IReadOnlyList<int> outputs, AdapterPlace place = AdapterPlace.Parallel, IReadOnlyList<int>? widths = null, int blocks = 2,
        HeadFactory? head = null, int channels = 3, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base(nameof(ResidualAdapters))
    {
        widths ??= [16, 24, 32, 48];
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks);
        if (widths.Count == 0 || widths.Any(width => width <= 0))
            throw new ArgumentException($"ResidualAdapters: widths {string.Join(", ", widths)} are given; expected one or more positive numbers.");

        using var generator = new Generator((ulong)seed);
        stages = new([.. widths.Select((width, stage) => new ModuleList<AdaptedBlock>([.. Enumerable.Range(0, blocks).Select(block =>
            new AdaptedBlock(
                block > 0 ? width : stage == 0 ? channels : widths[stage - 1], width, outputs.Count, place, generator, dtype, block == 0 && stage > 0 ? 2 : 1))]))]);
        heads = HeadsFor(outputs, widths, head, seed);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. Blocks.SelectMany(block => block.SharedParameters)];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. Blocks.Last().SharedParameters];

    private IEnumerable<AdaptedBlock> Blocks => stages.SelectMany(stage => stage);

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) =>
        [.. Blocks.SelectMany(block => block.TaskParameters(task)), .. heads[task].parameters()];

    /// <summary>Takes the filters of a trained backbone, and gives its normalization to every task.</summary>
    /// <param name="trained">A backbone of the same widths and convolutions.</param>
    /// <exception cref="ArgumentException">It has another number of convolutions, or others.</exception>
    public void Load(ConvNet trained)
    {
        var theirs = trained.modules().OfType<ConvolutionBlock>().ToArray();
        if (theirs.Length != Blocks.Count() || !trained.Channels.SequenceEqual(stages.Select(stage => (int)stage[0].SharedParameters.First().shape[0])))
            throw new ArgumentException(
                $"ResidualAdapters: a backbone of widths {string.Join(", ", trained.Channels)} and {theirs.Length} convolutions is given; this has {Blocks.Count()} and other widths, or more or fewer convolutions.");
        foreach (var (block, their) in Blocks.Zip(theirs))
            block.Load(their);
    }

    /// <summary>The maps of a task (0 .. TaskCount - 1), the finest first, as those of a <see cref="Backbone"/>.</summary>
    public Tensor[] Maps(Tensor input, int task)
    {
        var maps = new Tensor[stages.Count];
        for (int k = 0; k < maps.Length; k++)
            maps[k] = input = stages[k].Aggregate(input, (map, block) => block.Run(map, task));
        return maps;
    }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input) =>
        [.. heads.Select((head, task) => Enlarge(head.call(Maps(input, task)[^head.Maps..]), input))];
}
