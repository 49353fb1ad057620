using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A block of a trained network, reparameterized for T tasks: its convolution of 3 x 3 is frozen and shared, then come each task's own modulator, a convolution of
/// 1 x 1, and batch normalization, then ReLU (Kanakis et al. 2020, arXiv 2007.12540).
/// </summary>
/// <remarks>At first modulators are the identity and the normalizations copies of the block's.</remarks>
internal sealed class RcmBlock : nn.Module<Tensor, int, Tensor>
{
    private readonly Tensor weight;
    private readonly ModuleList<SeededConv2d> modulators;
    private readonly ModuleList<BatchNorm2d> normalizations;
    private readonly long[] stride;

    public RcmBlock(ConvolutionBlock block, int shrink, int tasks, ScalarType dtype)
        : base(nameof(RcmBlock))
    {
        using var off = no_grad();
        stride = [shrink, shrink];
        weight = block.Weight.detach().clone();
        long channels = weight.shape[0];
        using var identity = eye(channels, dtype: dtype).reshape(channels, channels, 1, 1);
        modulators = new([.. Enumerable.Range(0, tasks).Select(_ => new SeededConv2d(new Parameter(identity.clone()), null, stride: 1, padding: 0))]);
        normalizations = new([.. Enumerable.Range(0, tasks).Select(_ =>
        {
            var copy = nn.BatchNorm2d(channels, dtype: dtype);
            copy.load_state_dict(block.Normalization.state_dict());
            return copy;
        })]);
        RegisterComponents();
    }

    /// <summary>The parameters of a task: modulator and normalization.</summary>
    public IEnumerable<Parameter> Own(int task) => modulators[task].parameters().Concat(normalizations[task].parameters());

    public override Tensor forward(Tensor input, int task) => nn.functional.relu(
        normalizations[task].call(modulators[task].call(nn.functional.conv2d(input, weight, null, stride, [1, 1]))));
}
