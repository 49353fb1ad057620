using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// The task-attentional module of joint task-recursive learning (Zhang, Cui, Xu, Jie, Li, Yang 2018, ECCV, section 3.3): balances the states of two tasks
/// by B = sigmoid(W [own, other]), g = B own + (1 - B) other, then strengthens g where an attention map says so, (1 + sigmoid(attention(g))) g.
/// </summary>
/// <remarks>
/// Both states and the result are [N, C, H, W]. The attention halves the map and enlarges it again, as the paper's convolution and deconvolution; here
/// the deconvolution is an enlargement and a convolution, so that every size is possible. At zero weights B = 1/2: the mean of both states.
/// </remarks>
internal sealed class TaskAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly SeededConv2d balance;
    private readonly SeededConv2d shrink;
    private readonly SeededConv2d attend;

    public TaskAttention(int channels, Generator generator, ScalarType dtype)
        : base(nameof(TaskAttention))
    {
        balance = SeededLayers.Convolution(2 * channels, channels, 1, generator, dtype);
        shrink = SeededLayers.Convolution(channels, channels, 3, generator, dtype, stride: 2, padding: 1);
        attend = SeededLayers.Convolution(channels, channels, 3, generator, dtype, padding: 1);
        RegisterComponents();
    }

    /// <summary>g, the balanced states.</summary>
    public Tensor Balance(Tensor own, Tensor other)
    {
        var share = balance.call(cat([own, other], 1)).sigmoid();
        return share * own + (1 - share) * other;
    }

    public override Tensor forward(Tensor own, Tensor other)
    {
        var balanced = Balance(own, other);
        var coarse = nn.functional.relu(shrink.call(balanced));
        var attention = attend.call(nn.functional.interpolate(coarse, size: balanced.shape[2..])).sigmoid();
        return (1 + attention) * balanced;
    }
}
