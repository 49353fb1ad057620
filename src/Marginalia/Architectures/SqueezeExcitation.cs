using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Scales each channel by a gate in (0, 1) that two affine layers make from the means of all channels (Hu, Shen, Sun 2018, "Squeeze-and-Excitation
/// Networks", arXiv 1709.01507). Keeps the shape [N, C, H, W].
/// </summary>
internal sealed class SqueezeExcitation : nn.Module<Tensor, Tensor>
{
    private readonly Linear squeeze;
    private readonly Linear excite;

    /// <param name="channels">Channels C.</param>
    /// <param name="generator">Gives the initial parameters.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <param name="reduction">The layer in between has C / reduction units, at least 4, for a lone unit may be dead.</param>
    public SqueezeExcitation(int channels, Generator generator, ScalarType dtype, int reduction = 16)
        : base(nameof(SqueezeExcitation))
    {
        int units = Math.Max(4, channels / reduction);
        squeeze = SeededLayers.Affine(channels, units, generator, dtype);
        excite = SeededLayers.Affine(units, channels, generator, dtype);
        RegisterComponents();
    }

    /// <summary>The gates [N, C, 1, 1].</summary>
    public Tensor Gates(Tensor input) =>
        excite.call(nn.functional.relu(squeeze.call(input.mean([2L, 3L])))).sigmoid().unsqueeze(-1).unsqueeze(-1);

    public override Tensor forward(Tensor input) => input * Gates(input);
}
