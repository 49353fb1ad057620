using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Makes the map of a task from those of all tasks: a convolution of 1 x 1 without bias on their concatenation, in the order of the tasks, batch
/// normalization (momentum .05), ReLU (Gao et al. 2019, "NDDR-CNN", arXiv 1801.08297).
/// </summary>
/// <remarks>At first the weights of the task's own map are <c>own</c> times the identity, those of the others <c>others</c> times it.</remarks>
internal sealed class NddrLayer : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d convolution;
    private readonly BatchNorm2d normalization;

    public NddrLayer(int task, int tasks, int channels, double own, double others, ScalarType dtype)
        : base(nameof(NddrLayer))
    {
        using var scope = NewDisposeScope();
        var blocks = Enumerable.Range(0, tasks).Select(other => eye(channels, dtype: dtype) * (other == task ? own : others));
        convolution = new SeededConv2d(new Parameter(cat([.. blocks], 1).reshape(channels, tasks * channels, 1, 1)), null, stride: 1, padding: 0);
        normalization = nn.BatchNorm2d(channels, momentum: 0.05, dtype: dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => nn.functional.relu(normalization.call(convolution.call(input)), inplace: true);
}
