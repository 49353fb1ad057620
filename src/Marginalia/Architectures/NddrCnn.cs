using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// NDDR-CNN: an encoder per task; after each stage, each task goes on with a learned reduction of all tasks' maps (Gao, Ma, Zhao, Liu, Yuille 2019,
/// arXiv 1801.08297). A cross-stitch network is the case in which channels do not mix.
/// </summary>
/// <remarks>The paper starts from trained single-task encoders, and gives these layers a higher learning rate and no weight decay.</remarks>
public sealed class NddrCnn : SoftSharing
{
    private readonly ModuleList<ModuleList<NddrLayer>> layers;
    private readonly ModuleList<SeededConv2d>? shortcuts;

    /// <summary>Connects encoders.</summary>
    /// <param name="backbone">Makes the encoder of each task; it may have been trained. It becomes part of this module.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the heads' initial parameters.</param>
    /// <param name="own">Weight of the task's own map at first.</param>
    /// <param name="others">Weight of every other task's map at first; null is (1 - own) / (T - 1), .1 for two tasks and .05 for three.</param>
    /// <param name="shortcut">
    /// NDDR-CNN-Shortcut: the coarsest map that a head reads is made of the mixtures after all stages, resized to it, by a convolution of 1 x 1.
    /// </param>
    /// <param name="dtype">Type of the mixing layers.</param>
    /// <exception cref="ArgumentException">There is no task, or the encoders differ in their channels.</exception>
    public NddrCnn(
        Func<int, StagedBackbone> backbone, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, double own = 0.9, double? others = null,
        bool shortcut = false, ScalarType dtype = ScalarType.Float32)
        : base(nameof(NddrCnn), backbone, outputs, head, seed)
    {
        int tasks = outputs.Count;
        NddrLayer Layer(int task, int channels) => new(task, tasks, channels, own, others ?? (1 - own) / Math.Max(1, tasks - 1), dtype);
        layers = new([.. Channels.Select(channels => new ModuleList<NddrLayer>([.. outputs.Select((_, task) => Layer(task, channels))]))]);
        shortcuts = shortcut
            ? PerTask(outputs, seed, generator => SeededLayers.Convolution(Channels.Sum(), Channels[^1], 1, generator, dtype))
            : null;
        RegisterComponents();
    }

    /// <summary>Parameters of all mixing layers: what a higher learning rate is for.</summary>
    public IReadOnlyList<Parameter> Mixing => [.. layers.parameters()];

    private protected override Tensor[] Mix(int stage, Tensor[] maps)
    {
        var all = cat(maps, 1);
        return [.. layers[stage].Select(layer => layer.call(all))];
    }

    private protected override IEnumerable<Parameter> LastMixture(int task) =>
        shortcuts is null ? layers[^1][task].parameters() : layers[^1][task].parameters().Concat(shortcuts[task].parameters());

    private protected override Tensor[] ForHead(int task, Tensor[] mixtures)
    {
        if (shortcuts is null)
            return mixtures;
        var size = mixtures[^1].shape[2..];
        Tensor[] resized = [.. mixtures.Select(map => nn.functional.interpolate(map, size: size, mode: InterpolationMode.Bilinear, align_corners: false))];
        return [.. mixtures[..^1], shortcuts[task].call(cat(resized, 1))];
    }
}
