using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Soft parameter sharing: an encoder and a head per task, where the maps of all encoders are mixed after each stage and each encoder goes on with a
/// mixture of its own (Vandenhende et al. 2021, arXiv 2004.13379, section 3.2).
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W]. Through the mixtures every task's loss depends on all encoders:
/// they are shared; of a task are its head, and what makes its last mixture.
/// </remarks>
public abstract class SoftSharing : MultiTaskModule
{
    private readonly ModuleList<StagedBackbone> encoders;
    private readonly ModuleList<Head> heads;

    private protected SoftSharing(string name, Func<int, StagedBackbone> backbone, IReadOnlyList<int> outputs, HeadFactory? head, long seed)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        encoders = new([.. outputs.Select((_, task) => backbone(task))]);
        if (encoders.FirstOrDefault(encoder => !encoder.Channels.SequenceEqual(Channels)) is { } other)
            throw new ArgumentException(
                $"{name}: the encoders give maps of {string.Join(", ", Channels)} and of {string.Join(", ", other.Channels)} channels; expected the same for every task.");
        heads = HeadsFor(outputs, Channels, head, seed);
    }

    /// <summary>Channels of the maps after each stage.</summary>
    public IReadOnlyList<int> Channels => encoders[0].Channels;

    /// <inheritdoc/>
    public override int TaskCount => encoders.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => AllButTaskParameters();

    /// <summary>The last layers of all encoders.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. encoders.SelectMany(encoder => encoder.LastLayer)];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters(), .. LastMixture(task)];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var maps = Enumerable.Repeat(input, TaskCount).ToArray();
        var mixtures = new Tensor[Channels.Count][];
        for (int stage = 0; stage < mixtures.Length; stage++)
            mixtures[stage] = maps = Mix(stage, [.. encoders.Zip(maps, (encoder, map) => encoder.Stages[stage].call(map))]);
        return
        [
            .. heads.Select((head, task) =>
                Enlarge(head.call(ForHead(task, [.. mixtures.Select(mixture => mixture[task])])[^head.Maps..]), input)),
        ];
    }

    /// <summary>The encoder of a task.</summary>
    private protected StagedBackbone Encoder(int task) => encoders[task];

    /// <summary>How many maps the head of a task reads.</summary>
    private protected int MapsOf(int task) => heads[task].Maps;

    /// <summary>The mixtures of one stage's maps [T], one per task.</summary>
    private protected abstract Tensor[] Mix(int stage, Tensor[] maps);

    /// <summary>Parameters that make the task's mixture after the last stage and nothing else.</summary>
    private protected abstract IEnumerable<Parameter> LastMixture(int task);

    /// <summary>What the head of a task reads, given the task's mixtures after all stages.</summary>
    private protected virtual Tensor[] ForHead(int task, Tensor[] mixtures) => mixtures;
}
