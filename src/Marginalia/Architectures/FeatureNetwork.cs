using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A network whose tasks read common features, which can be looked at, and matched with those of another network.</summary>
/// <param name="name">Name of the module.</param>
public abstract class FeatureNetwork(string name) : MultiTaskModule(name)
{
    /// <summary>Channels of each feature.</summary>
    public abstract IReadOnlyList<int> FeatureChannels { get; }

    /// <summary>
    /// The features on the way to the predictions, each [N, FeatureChannels[k], ...]: first the one that the heads read, or the finest of them.
    /// </summary>
    public abstract Tensor[] Features(Tensor input);

    /// <summary>What <c>call</c> returns, from the <see cref="Features"/> of the same input.</summary>
    public abstract Tensor[] Predict(Tensor[] features, Tensor input);

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input) => Predict(Features(input), input);
}
