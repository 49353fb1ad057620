using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A convolution of given parameters; torch's own draws them from the default generator.</summary>
internal sealed class SeededConv2d : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly long[] stride;
    private readonly long[] padding;
    private readonly long[] dilation;
    private readonly long groups;

    public SeededConv2d(Parameter weight, Parameter? bias, long stride, long padding, long dilation = 1, long groups = 1)
        : base(nameof(SeededConv2d))
    {
        (this.weight, this.bias, this.stride, this.padding) = (weight, bias, [stride, stride], [padding, padding]);
        (this.dilation, this.groups) = ([dilation, dilation], groups);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
}
