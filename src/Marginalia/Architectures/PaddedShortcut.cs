using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A way around a block that has no parameters: every stride-th pixel, and zeros for new channels.</summary>
internal sealed class PaddedShortcut(long inputs, long outputs, long stride) : nn.Module<Tensor, Tensor>(nameof(PaddedShortcut))
{
    public override Tensor forward(Tensor input)
    {
        var pixels = stride == 1 ? input : nn.functional.avg_pool2d(input, 1, stride);
        return outputs == inputs ? pixels : nn.functional.pad(pixels, [0, 0, 0, 0, 0, outputs - inputs]);
    }
}
