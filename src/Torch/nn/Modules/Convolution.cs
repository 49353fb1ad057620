using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions have in common.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long groups, bool bias, Device? device, ScalarType? dtype) : base(name)
    {
        if (in_channels % groups != 0) throw new ArgumentException($"in_channels must be divisible by groups, but {in_channels} is not divisible by {groups}");
        if (out_channels % groups != 0) throw new ArgumentException($"out_channels must be divisible by groups, but {out_channels} is not divisible by {groups}");
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.groups = groups;
        weight = nn.NewParameter([out_channels, in_channels / groups, .. kernel_size], dtype, device);
        this.bias = bias ? nn.NewParameter([out_channels], dtype, device) : null;
        reset_parameters();
    }

    public long in_channels { get; }
    public long out_channels { get; }
    public long[] kernel_size { get; set; }
    public long[] stride { get; set; }
    public long[] padding { get; }
    public long[] dilation { get; set; }
    public long groups { get; set; }

    /// <summary>The filters, of shape [out, in / groups, kernel...].</summary>
    public Parameter weight
    {
        get;
        set => ConditionallyRegisterParameter(nameof(weight), field = value);
    }

    /// <summary>One number per output channel, or null.</summary>
    public Parameter? bias
    {
        get;
        set => ConditionallyRegisterParameter(nameof(bias), field = value);
    }

    /// <summary>Draws weights and bias anew, uniformly in +-1/sqrt(fan in).</summary>
    public void reset_parameters() => nn.init.ResetLikeLinear(weight, bias);
}
