using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// How much of each expert a task takes: softmax of an affine map of the input, averaged over 4 x 4 cells (g of MMoE: Ma et al. 2018, equation 7).
/// </summary>
/// <remarks>The paper's inputs are short vectors. LibMTL flattens the image, which ties a gate to one size; the means of cells do not.</remarks>
internal sealed class ExpertGate : nn.Module<Tensor, Tensor>
{
    private readonly Linear affine;

    public ExpertGate(int channels, int experts, Generator generator, ScalarType dtype)
        : base(nameof(ExpertGate))
    {
        affine = SeededLayers.Affine(Length(channels), experts, generator, dtype);
        RegisterComponents();
    }

    /// <summary>Length of what gates read of a map.</summary>
    public static int Length(int channels) => 16 * channels;

    /// <summary>What gates read of a map [N, C, H, W]: the means of 4 x 4 cells [N, 16 C].</summary>
    public static Tensor Read(Tensor map) => nn.functional.adaptive_avg_pool2d(map, 4).flatten(1);

    /// <summary>The mixture [N, C, H, W] of experts' maps by weights [N, experts].</summary>
    public static Tensor Mix(IReadOnlyList<Tensor> maps, Tensor weights) => Sum(maps, weights.reshape(weights.shape[0], -1, 1, 1, 1).unbind(1));

    /// <summary>The sum of maps, each times its factor, which broadcasts.</summary>
    public static Tensor Sum(IReadOnlyList<Tensor> maps, IReadOnlyList<Tensor> factors)
    {
        var sum = maps[0] * factors[0];
        for (int k = 1; k < maps.Count; k++)
            sum = sum.addcmul(maps[k], factors[k], 1);
        return sum;
    }

    /// <summary>The mixtures of each of the maps that experts [experts][maps] give.</summary>
    public static Tensor[] Mix(IReadOnlyList<Tensor[]> experts, Tensor weights) =>
        [.. Enumerable.Range(0, experts[0].Length).Select(k => Mix([.. experts.Select(maps => maps[k])], weights))];

    /// <summary>The weights [N, experts], of sum 1.</summary>
    public override Tensor forward(Tensor input) => nn.functional.softmax(affine.call(Read(input)), 1);
}
