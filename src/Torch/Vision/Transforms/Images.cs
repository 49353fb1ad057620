using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What the functions on images share.</summary>
static class Images
{
    /// <summary>The value of white: 1 for floating-point images, the largest number for others.</summary>
    internal static double White(Tensor image) => White(image.dtype);

    internal static double White(ScalarType dtype) => dtype switch
    {
        ScalarType.Byte => 255,
        ScalarType.Int8 => sbyte.MaxValue,
        ScalarType.Int16 => short.MaxValue,
        ScalarType.Int32 => int.MaxValue,
        ScalarType.Int64 => long.MaxValue,
        _ => 1,
    };

    internal static long Height(Tensor image) => image.shape[^2];
    internal static long Width(Tensor image) => image.shape[^1];
    internal static long Channels(Tensor image) => image.ndim > 2 ? image.shape[^3] : 1;

    /// <exception cref="ArgumentException">The tensor has less than two dimensions, or is complex.</exception>
    internal static void Check(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.ndim < 2) throw new ArgumentException($"An image has the shape [..., height, width], but this tensor [{string.Join(", ", image.shape)}].");
        if (image.is_complex()) throw new ArgumentException("Images consist of real numbers, but this tensor of complex ones.");
    }

    /// <exception cref="ArgumentException">The image has another number of channels.</exception>
    internal static void CheckChannels(Tensor image, string function, params ReadOnlySpan<long> allowed)
    {
        Check(image);
        if (image.ndim < 3 || !allowed.Contains(image.shape[^3]))
            throw new ArgumentException($"{function} needs an image [..., channels, height, width] with {string.Join(" or ", allowed.ToArray())} channels, but this one has the shape [{string.Join(", ", image.shape)}].");
    }

    /// <summary>
    /// Computes with floating-point images [batch, channels, height, width], whatever the type and the number of dimensions are. Results
    /// for whole numbers are rounded; for bytes they are limited to 0 to 255.
    /// </summary>
    internal static Tensor Compute(Tensor image, Func<Tensor, Tensor> function)
    {
        Check(image);
        using var scope = NewDisposeScope();
        var batch = image.reshape(-1, Channels(image), Height(image), Width(image));
        if (!image.is_floating_point()) batch = batch.to(ScalarType.Float32);
        var result = function(batch);
        if (!image.is_floating_point()) result = result.round();
        if (image.dtype == ScalarType.Byte) result = result.clamp(0, 255);
        return result.to(image.dtype).reshape([.. image.shape[..^2], Height(result), Width(result)]).MoveToOuterDisposeScope();
    }

    /// <summary>ratio * first + (1 - ratio) * second, limited to black and white.</summary>
    internal static Tensor Blend(Tensor first, Tensor second, double ratio)
    {
        using var scope = NewDisposeScope();
        return (first * ratio + second * (1 - ratio)).clamp(0, White(first)).to(first.dtype).MoveToOuterDisposeScope();
    }
}
