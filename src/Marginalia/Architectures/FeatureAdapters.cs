using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Linear maps of each position, one per task and pair of features, that turn features of one network into those of another: the adapters through
/// which a universal network is distilled, and which are thrown away afterwards (Li, Liu, Bilen 2022, arXiv 2204.02744). Convolutions of 1 x 1 without
/// bias.
/// </summary>
/// <remarks>Initial parameters are a pure function of the seed, in Glorot's normal law.</remarks>
public sealed class FeatureAdapters : nn.Module
{
    private readonly ModuleList<ModuleList<SeededConv2d>> maps;

    /// <summary>Builds the maps.</summary>
    /// <param name="tasks">Number of tasks (or domains).</param>
    /// <param name="channels">For each pair of features, the channels to map from and to.</param>
    /// <param name="seed">Seed of the initial parameters.</param>
    /// <exception cref="ArgumentException">There is no task or no pair.</exception>
    public FeatureAdapters(int tasks, IReadOnlyList<(int From, int To)> channels, long seed = 0)
        : base(nameof(FeatureAdapters))
    {
        if (tasks <= 0 || channels.Count == 0)
            throw new ArgumentException($"FeatureAdapters: {tasks} tasks and {channels.Count} pairs of features are given; expected one or more of both.");
        using var generator = new Generator((ulong)seed);
        maps = new([.. Enumerable.Range(0, tasks).Select(_ => new ModuleList<SeededConv2d>([.. channels.Select(pair => Map(pair.From, pair.To, generator))]))]);
        RegisterComponents();
    }

    /// <summary>Parameters of a task's maps.</summary>
    public IReadOnlyList<Parameter> TaskParameters(int task) => [.. maps[task].parameters()];

    /// <summary>A feature [N, From] or [N, From, H, W] of pair <paramref name="pair"/> in the terms of the other network of a task: [N, To, ...].</summary>
    public Tensor Adapt(Tensor feature, int task, int pair = 0) => feature.dim() == 2
        ? maps[task][pair].call(feature.unsqueeze(-1).unsqueeze(-1)).flatten(1)
        : maps[task][pair].call(feature);

    private static SeededConv2d Map(int from, int to, Generator generator)
    {
        using var weight = empty(to, from, 1, 1).normal_(0, Math.Sqrt(2.0 / (from + to)), generator);
        return new(new Parameter(weight), null, 1, 0);
    }
}
