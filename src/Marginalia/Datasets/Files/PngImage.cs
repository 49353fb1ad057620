using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>The samples of a PNG image as the file has them: not scaled, not corrected, palette indices not turned into colours.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1: grey or palette index, 2: grey and alpha, 3: red, green, blue, 4: those and alpha.</param>
/// <param name="Bits">Bits per sample: 1, 2, 4, 8 or 16.</param>
/// <param name="IsPalette">Whether the samples are indices into a palette.</param>
/// <param name="Samples">Row by row, the channels of a pixel side by side.</param>
public sealed record PngImage(int Width, int Height, int Channels, int Bits, bool IsPalette, ushort[] Samples)
{
    /// <summary>The samples as a tensor [Channels, Height, Width] of int32; the caller owns it.</summary>
    public Tensor ToTensor()
    {
        using var scope = NewDisposeScope();
        return tensor(Array.ConvertAll(Samples, sample => (int)sample), Height, Width, Channels).permute(2, 0, 1).contiguous().MoveToOuterDisposeScope();
    }
}
