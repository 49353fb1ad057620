using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>Turns the maps of a <see cref="Backbone"/> into one prediction per pixel.</summary>
/// <remarks>
/// <c>call</c> takes the <see cref="Maps"/> coarsest maps, the finest first, and returns [N, outputs, h, w] at the size of one of them; networks
/// enlarge that to the image.
/// </remarks>
/// <param name="name">Name of the module.</param>
public abstract class Head(string name) : nn.Module<Tensor[], Tensor>(name)
{
    /// <summary>How many of the backbone's maps it reads, from the coarsest on.</summary>
    public abstract int Maps { get; }
}
