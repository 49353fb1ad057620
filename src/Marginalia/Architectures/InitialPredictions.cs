using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>The front end of decoder-focused networks: from the maps of the backbone, features for every task, and from these a first prediction.</summary>
internal sealed class InitialPredictions : nn.Module<Tensor[], Tensor[]>
{
    private readonly ModuleList<Head> features;
    private readonly ModuleList<SeededConv2d> predictions;

    /// <param name="channels">Channels of the backbone's maps, the finest first.</param>
    /// <param name="width">Channels of a task's features.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes what turns the maps into features.</param>
    /// <param name="seeds">Seed of each task's head.</param>
    /// <param name="generator">Gives the initial parameters of the predictions.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public InitialPredictions(
        IReadOnlyList<int> channels, int width, IReadOnlyList<int> outputs, HeadFactory? head, IReadOnlyList<long> seeds, Generator generator, ScalarType dtype)
        : base(nameof(InitialPredictions))
    {
        head ??= UNetHead.Create;
        features = new([.. outputs.Select((_, task) => head(channels, width, seeds[task]))]);
        predictions = new([.. outputs.Select(length => SeededLayers.Convolution(width, length, 1, generator, dtype))]);
        RegisterComponents();
    }

    /// <summary>Parameters of a task's features.</summary>
    public IEnumerable<Parameter> FeatureParameters(int task) => features[task].parameters();

    /// <summary>Parameters that a task's first prediction adds.</summary>
    public IEnumerable<Parameter> PredictionParameters(int task) => predictions[task].parameters();

    /// <summary>The first prediction of a task from its features.</summary>
    public Tensor Predict(int task, Tensor features) => predictions[task].call(features);

    /// <summary>The features of every task, non-negative, [N, width, h, w].</summary>
    public override Tensor[] forward(Tensor[] maps) => [.. features.Select(head => nn.functional.relu(head.call(maps[^head.Maps..])))];
}
