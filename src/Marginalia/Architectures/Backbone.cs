using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>Turns an image into feature maps, which <see cref="Head"/>s turn into predictions.</summary>
/// <remarks><c>call</c> takes [N, channels, H, W] and returns maps [N, Channels[k], about H / Strides[k], about W / Strides[k]], the finest first.</remarks>
/// <param name="name">Name of the module.</param>
public abstract class Backbone(string name) : nn.Module<Tensor, Tensor[]>(name)
{
    /// <summary>Channels of each map.</summary>
    public abstract IReadOnlyList<int> Channels { get; }

    /// <summary>Pixels of the image, along a side, per pixel of each map.</summary>
    public abstract IReadOnlyList<int> Strides { get; }

    /// <summary>Parameters of the last convolution, its weight first: the W of GradNorm in a network that shares this backbone.</summary>
    public virtual IReadOnlyList<Parameter> LastLayer => [.. modules().OfType<SeededConv2d>().Last().parameters()];
}
