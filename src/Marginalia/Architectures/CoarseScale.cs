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
    private readonly long pooling;

    public CoarseScale(Backbone trunk, EigenFergusDesign design, int channels, long seed, ScalarType dtype)
        : base(nameof(CoarseScale))
    {
        using var generator = new Generator((ulong)seed);
        (this.trunk, pooling) = (trunk, design.Pooling);
        shape = [-1, design.CoarseChannels, design.CoarseRows, design.CoarseColumns];
        hidden = SeededLayers.Affine(FeatureCount(design, channels), design.Hidden, generator, dtype);
        drop = new(design.Dropout, seed);
        map = SeededLayers.Affine(design.Hidden, shape[1] * shape[2] * shape[3], generator, dtype);
        RegisterComponents();
    }

    public IReadOnlyList<Parameter> LastLayer => [.. map.parameters()];

    public override Tensor forward(Tensor input)
    {
        var features = Features(input);
        if (features.shape[1] != hidden.weight!.shape[1])
            throw new ArgumentException(
                $"EigenFergus: images [{string.Join(", ", input.shape)}] give {features.shape[1]} features, and the fully connected layer reads "
                + $"{hidden.weight.shape[1]}; pass images of the design's size.");
        return map.call(drop.call(nn.functional.relu(hidden.call(features)))).reshape(shape);
    }

    private Tensor Features(Tensor image) => nn.functional.max_pool2d(trunk.call(image)[^1], pooling).flatten(1);

    /// <summary>Values in the trunk's coarsest map, which only the trunk knows: it looks at a black image.</summary>
    private long FeatureCount(EigenFergusDesign design, int channels)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var mode = new EvaluationMode(trunk);
        var like = trunk.parameters().First();
        return Features(zeros([1, channels, design.Height, design.Width], like.dtype, like.device)).numel();
    }
}
