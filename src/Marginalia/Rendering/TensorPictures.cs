using Marginalia.Charts;
using static TorchSharp.torch;

namespace Marginalia.Rendering;

/// <summary>Tensors that are images: [C, H, W], or up to eight of [N, C, H, W], with one or three channels, in bytes or between 0 and 1.</summary>
internal static class TensorPictures
{
    const int MinSide = 8, MaxWidth = 240, MaxCount = 8;

    public static IReadOnlyList<Picture> Of(Tensor tensor, TensorStatistics? statistics)
    {
        var isImage = tensor.dtype == ScalarType.Byte
            || (tensor.is_floating_point() && statistics is { Min: >= 0, Max: > 0 and <= 1, NaN: 0, Infinite: 0 });
        if (!isImage || tensor.shape is not [.., 1 or 3, >= MinSide and var height, >= MinSide and var width] shape || shape.Length is not (3 or 4))
            return [];
        var images = (shape.Length == 3 ? tensor.unsqueeze(0) : tensor).narrow(0, 0, shape.Length == 3 ? 1 : Math.Min(shape[0], MaxCount));
        var scale = tensor.dtype == ScalarType.Byte ? 255f : 1f;
        return [.. Enumerable.Range(0, (int)images.shape[0]).Select(index => Picture(images[index], (int)height, (int)width, scale))];
    }

    static Picture Picture(Tensor image, int height, int width, float scale)
    {
        using var scope = NewDisposeScope();
        var channels = (int)image.shape[0];
        var values = image.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        return Charts.Picture.Colours(height, width, (row, column) => (At(0, row, column), At(channels / 2, row, column), At(channels - 1, row, column)))
            .Shrink((width + MaxWidth - 1) / MaxWidth);

        byte At(int channel, int row, int column) => (byte)Math.Round(Math.Clamp(values[(channel * height + row) * width + column] / scale, 0, 1) * 255);
    }
}
