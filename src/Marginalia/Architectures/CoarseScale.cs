using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Scale 1 of <see cref="EigenFergus"/>: a trunk, then two fully connected layers that see the whole picture, and whose last gives a coarse map.
/// </summary>
internal sealed class CoarseScale : nn.Module<Tensor, Tensor>
{
    private readonly Backbone trunk;
    private readonly Linear hidden;
    private readonly SeededDropout drop;
    private readonly Linear map;
    private readonly long[] shape;

    public CoarseScale(Backbone trunk, EigenFergusDesign design, int channels, long seed, ScalarType dtype)
        : base(nameof(CoarseScale))
    {
        using var generator = new Generator((ulong)seed);
        this.trunk = trunk;
        shape = [-1, design.CoarseChannels, design.CoarseRows, design.CoarseColumns];
        hidden = SeededLayers.Affine(FeaturesOf(trunk, design, channels), design.Hidden, generator, dtype);
        drop = new(design.Dropout, seed);
        map = SeededLayers.Affine(design.Hidden, shape[1] * shape[2] * shape[3], generator, dtype);
        RegisterComponents();
    }

    public IReadOnlyList<Parameter> LastLayer => [.. map.parameters()];

    public override Tensor forward(Tensor input)
    {
        var features = trunk.call(input)[^1].flatten(1);
        if (features.shape[1] != hidden.weight!.shape[1])
            throw new ArgumentException(
                $"EigenFergus: images [{string.Join(", ", input.shape)}] give {features.shape[1]} features, and the fully connected layer reads "
                + $"{hidden.weight.shape[1]}; pass images of the design's size.");
        return map.call(drop.call(nn.functional.relu(hidden.call(features)))).reshape(shape);
    }

    /// <summary>Values in the trunk's coarsest map, which only the trunk knows: it looks at a black image.</summary>
    private static long FeaturesOf(Backbone trunk, EigenFergusDesign design, int channels)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        bool training = trunk.training;
        trunk.eval();
        var like = trunk.parameters().First();
        long features = trunk.call(zeros([1, channels, design.Height, design.Width], like.dtype, like.device))[^1].numel();
        trunk.train(training);
        return features;
    }
}
