using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Widens the last dimensions at both ends.</summary>
public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
{
    readonly PaddingModes mode;

    protected PadBase(string name, PaddingModes mode, double value, params long[] padding) : base(name)
    {
        this.mode = mode;
        this.value = value;
        this.padding = padding;
    }

    /// <summary>Two numbers per dimension, the last dimension first.</summary>
    public long[] padding { get; set; }

    /// <summary>The new elements, where they are constant.</summary>
    public double value { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, mode, value);
}
