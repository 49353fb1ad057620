using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Colours as hue, saturation and value, each from 0 to 1, without branches so that it works on whole images.</summary>
static class Hsv
{
    internal static (Tensor Hue, Tensor Saturation, Tensor Value) Of(Tensor rgb)
    {
        var (r, g, b) = (rgb.select(-3, 0), rgb.select(-3, 1), rgb.select(-3, 2));
        var (value, least) = (rgb.amax([-3L]), rgb.amin([-3L]));
        var range = value - least;
        var gray = range.eq(0);
        var divisor = range.masked_fill(gray, 1);
        var (fromR, fromG, fromB) = ((value - r) / divisor, (value - g) / divisor, (value - b) / divisor);
        // In sixths of the circle, counted from red.
        var sector = (fromB - fromG).where(value.eq(r), (fromR - fromB + 2).where(value.eq(g), fromG - fromR + 4));
        return ((sector / 6 + 1).remainder(1).masked_fill(gray, 0), range / value.masked_fill(value.eq(0), 1), value);
    }

    /// <summary>Each channel is v - v s max(0, min(k, 4 - k, 1)), where k = (n + 6 h) mod 6 and n is 5 for red, 3 for green, 1 for blue.</summary>
    internal static Tensor ToRgb(Tensor hue, Tensor saturation, Tensor value)
    {
        var range = value * saturation;
        return stack([.. new[] { 5, 3, 1 }.Select(Channel)], -3);

        Tensor Channel(int n)
        {
            var k = (hue * 6 + n).remainder(6);
            return value - range * minimum(k, 4 - k).clamp(0, 1);
        }
    }
}
