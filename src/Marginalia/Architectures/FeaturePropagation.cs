using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// The feature propagation module of MTI-Net (Vandenhende, Georgoulis, Van Gool 2020, arXiv 2001.06902, section 3.3): from the features of all tasks at
/// one scale, each [N, C, H, W], makes what the next finer scale adds to the backbone's map, for each task [N, C, H, W].
/// </summary>
/// <remarks>
/// For every channel and pixel a softmax over the tasks weighs their features; the weighed features are mixed into C channels, which every task gates
/// by a squeeze-and-excitation of its own and adds to its features. Channels are grouped task by task, so that the softmax runs over tasks as the paper
/// says; the authors' code reshapes to [N, C, tasks, H, W] and so groups neighbouring channels of one task. One task alone is not weighed.
/// </remarks>
internal sealed class FeaturePropagation : nn.Module<Tensor[], Tensor[]>
{
    private readonly Sequential? scores;
    private readonly ConvolutionBlock reduce;
    private readonly ModuleList<SqueezeExcitation> excitations;

    public FeaturePropagation(int tasks, int channels, Generator generator, ScalarType dtype)
        : base(nameof(FeaturePropagation))
    {
        int all = tasks * channels;
        int narrow = Math.Max(1, all / 4);
        scores = tasks == 1 ? null : nn.Sequential(
            new ConvolutionBlock(all, narrow, generator, dtype), new ConvolutionBlock(narrow, narrow, generator, dtype),
            SeededLayers.Convolution(narrow, all, 1, generator, dtype));
        reduce = new(all, channels, generator, dtype);
        excitations = new([.. Enumerable.Range(0, tasks).Select(_ => new SqueezeExcitation(channels, generator, dtype))]);
        RegisterComponents();
    }

    /// <summary>The weights of the tasks [N, tasks, C, H, W]; they sum to 1 over the tasks.</summary>
    public Tensor Weights(Tensor[] features) => scores is null
        ? ones_like(features[0]).unsqueeze(1)
        : scores.call(cat(features, 1)).unflatten(1, [features.Length, -1]).softmax(1);

    public override Tensor[] forward(Tensor[] features)
    {
        var weighed = stack(features, 1) * Weights(features);
        var common = reduce.call(weighed.flatten(1, 2));
        return [.. features.Select((own, task) => own + excitations[task].call(common))];
    }
}
