using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What transposed convolutions have in common: the gradient of a convolution, used as a layer.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    /// <exception cref="ArgumentException">The border is not zero, or as for every convolution.</exception>
    protected ConvolutionTranspose(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
    {
        if (padding_mode != PaddingModes.Zeros) throw new ArgumentException($"Only PaddingModes.Zeros is supported for {name}, but got {padding_mode}.");
    }

    public override Tensor forward(Tensor input) => forward(input, null);

    /// <summary>The same with a result of the given size, where several sizes are possible.</summary>
    /// <exception cref="ArgumentException">That size is not possible.</exception>
    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>What must be added to the least possible size to give the one asked for: its last dimensions, or all.</summary>
    protected long[] _output_padding(Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
    {
        if (output_size is null) return output_padding;
        var directions = (int)num_spatial_dims;
        if (output_size.Length == input.ndim) output_size = output_size[^directions..];
        if (output_size.Length != directions) throw new ArgumentException($"{name}: for {input.ndim}D input, output_size must have {directions} or {input.ndim} elements (got {output_size.Length})");
        var result = new long[directions];
        for (var i = 0; i < directions; i++)
        {
            var least = (input.shape[^(directions - i)] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel_size[i] - 1) + 1;
            result[i] = output_size[i] - least;
            if (result[i] < 0 || result[i] >= stride[i]) throw new ArgumentException($"requested an output size of [{string.Join(", ", output_size)}], but the size in direction {i} must lie between {least} and {least + stride[i] - 1}");
        }
        return result;
    }
}
