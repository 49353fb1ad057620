using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Reads an image at the places of a grid.</summary>
static class GridTransform
{
    /// <summary>The type in which places are computed.</summary>
    internal static ScalarType TypeFor(Tensor image) => image.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <exception cref="ArgumentException">The way of interpolation or the number of fill values does not fit.</exception>
    internal static Tensor Apply(Tensor image, Func<Tensor> grid, InterpolationMode interpolation, IList<float>? fill)
    {
        var mode = interpolation switch
        {
            InterpolationMode.Nearest => GridSampleMode.Nearest,
            InterpolationMode.Bilinear => GridSampleMode.Bilinear,
            _ => throw new ArgumentException($"Images are turned and moved with Nearest or Bilinear interpolation, not {interpolation}."),
        };
        var channels = Images.Channels(image);
        if (fill is not null && fill.Count != 1 && fill.Count != channels) throw new ArgumentException($"fill needs one number, or one for each of the {channels} channels, but got {fill.Count}.");
        return Images.Compute(image, batch =>
        {
            var dtype = batch.dtype;
            var places = grid().expand(batch.shape[0], -1, -1, -1);
            var working = batch.to(places.dtype);
            if (fill is null) return nn.functional.grid_sample(working, places, mode, align_corners: false).to(dtype);
            var inside = ones([batch.shape[0], 1, batch.shape[2], batch.shape[3]], places.dtype, batch.device);
            var both = nn.functional.grid_sample(cat([working, inside], 1), places, mode, align_corners: false);
            var (pixels, share) = (both.narrow(1, 0, channels), both.narrow(1, channels, 1));
            var values = tensor(fill.ToArray(), places.dtype, batch.device).view(1, -1, 1, 1);
            return (interpolation == InterpolationMode.Nearest ? pixels.where(share.ge(0.5), values) : pixels * share + values * (1 - share)).to(dtype);
        });
    }
}
