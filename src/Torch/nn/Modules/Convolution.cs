using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions have in common.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    /// <param name="name">The module's name.</param>
    /// <param name="in_channels">How many channels go in.</param>
    /// <param name="out_channels">How many channels come out.</param>
    /// <param name="kernel_size">The filter's size in every direction.</param>
    /// <param name="stride">How far the window moves.</param>
    /// <param name="padding">How far every border is widened, unless padding_type is given.</param>
    /// <param name="padding_type">How the border is widened, instead of by numbers.</param>
    /// <param name="dilation">The distance of neighbours in the window.</param>
    /// <param name="transposed">Weights have the shape [in, out / groups, kernel...] instead of [out, in / groups, kernel...].</param>
    /// <param name="output_padding">What a transposed convolution adds to its result's size at one end.</param>
    /// <param name="groups">Into how many groups the channels are divided.</param>
    /// <param name="bias">With a number per output channel.</param>
    /// <param name="padding_mode">What lies beyond the border.</param>
    /// <param name="device">Where parameters are made.</param>
    /// <param name="dtype">Their type.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels, or "same" is asked for with a stride.</exception>
    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null) : base(name)
    {
        if (groups <= 0) throw new ArgumentException($"groups must be positive, but got {groups}");
        if (in_channels % groups != 0) throw new ArgumentException($"in_channels must be divisible by groups, but {in_channels} is not divisible by {groups}");
        if (out_channels % groups != 0) throw new ArgumentException($"out_channels must be divisible by groups, but {out_channels} is not divisible by {groups}");
        this.in_channels = input_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        this.padding = padding;
        if (padding_type is { } type) SetPadding(type);
        else SetPadding(padding);
        weight = nn.NewParameter(transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size], dtype, device);
        this.bias = bias ? nn.NewParameter([out_channels], dtype, device) : null;
        reset_parameters();
    }

    /// <summary>How many channels an input must have.</summary>
    protected long input_channels;

    /// <summary>How far the input is widened before a convolution whose border is not zero: two numbers per direction, the last first.</summary>
    protected long[] _reversed_padding_repeated_twice = [];

    /// <summary>How many channels go in.</summary>
    public long in_channels { get; }
    /// <summary>How many channels come out.</summary>
    public long out_channels { get; }
    /// <summary>The filter's size in every direction.</summary>
    public long[] kernel_size { get; set; }
    /// <summary>How far the window moves in every direction.</summary>
    public long[] stride { get; set; }
    /// <summary>How far every border is widened; zeros where <see cref="padding_type"/> decides.</summary>
    public long[] padding { get; private set; }
    /// <summary>How the border is widened, or null where <see cref="padding"/> decides.</summary>
    public Padding? padding_type { get; private set; }
    /// <summary>What lies beyond the border.</summary>
    public PaddingModes padding_mode { get; set; }
    /// <summary>The distance of neighbours in the window.</summary>
    public long[] dilation { get; set; }
    /// <summary>Whether the weights have the shape [in, out / groups, kernel...].</summary>
    public bool transposed { get; }
    /// <summary>What a transposed convolution adds to its result's size at one end.</summary>
    public long[] output_padding { get; set; }
    /// <summary>Into how many groups the channels are divided.</summary>
    public long groups { get; set; }

    /// <summary>The filters.</summary>
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

    /// <summary>Widens the border from now on by these numbers, or in this way.</summary>
    /// <exception cref="ArgumentException">"Same" is asked for with a stride.</exception>
    public void SetPadding(Padding padding)
    {
        if (padding == Padding.Same && stride.Any(s => s != 1)) throw new ArgumentException("padding='same' is not supported for strided convolutions");
        padding_type = padding;
        this.padding = new long[kernel_size.Length];
        var total = kernel_size.Select((size, i) => padding == Padding.Same ? dilation[i] * (size - 1) : 0);
        _reversed_padding_repeated_twice = [.. total.Reverse().SelectMany(n => (long[])[n / 2, n - n / 2])];
    }

    public void SetPadding(long[] padding)
    {
        padding_type = null;
        this.padding = padding;
        _reversed_padding_repeated_twice = [.. padding.Reverse().SelectMany(n => (long[])[n, n])];
    }

    /// <summary>True if the input has the right number of channels, and one or two dimensions more than directions.</summary>
    protected bool ValidateShape(Tensor input, long dimensions) =>
        (input.ndim == dimensions + 1 || input.ndim == dimensions + 2) && input.shape[^(int)(dimensions + 1)] == input_channels;

    private protected void CheckShape(Tensor input)
    {
        var directions = kernel_size.Length;
        if (!ValidateShape(input, directions)) throw new ArgumentException($"Expected {directions + 1}D (unbatched) or {directions + 2}D (batched) input with {input_channels} channels to {name}.");
    }
}
