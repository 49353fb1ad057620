namespace Marginalia.Architectures;

/// <summary>Sizes of an <see cref="EigenFergus"/> network; the default is for images of 48 x 64.</summary>
/// <param name="Height">Rows of the images; fully connected layers allow one size only.</param>
/// <param name="Width">Columns of the images.</param>
/// <param name="Scales">How many scales are built, 1 .. 3.</param>
/// <param name="Pooling">Window of the maximum pooling between the trunk and scale 1's fully connected layers; 1 is none.</param>
/// <param name="CoarseStride">Pixels, along a side, per pixel of scale 1's map.</param>
/// <param name="CoarseChannels">Channels of scale 1's map.</param>
/// <param name="Hidden">Units of scale 1's first fully connected layer.</param>
/// <param name="ImageChannels">Channels of the convolution of 9 x 9 that scales 2 and 3 look at the image with.</param>
/// <param name="Channels">Channels of their convolutions of 5 x 5.</param>
/// <param name="Layers2">Hidden convolutions of 5 x 5 in scale 2.</param>
/// <param name="Layers3">Hidden convolutions of 5 x 5 in scale 3.</param>
/// <param name="Dropout">Part of the hidden units of scale 1 that is dropped in training mode.</param>
/// <param name="Normalization">Whether batch normalization follows the hidden convolutions; the paper has none.</param>
public sealed record EigenFergusDesign(
    int Height = 48, int Width = 64, int Scales = 3, int Pooling = 1, int CoarseStride = 8, int CoarseChannels = 16, int Hidden = 128, int ImageChannels = 16,
    int Channels = 16, int Layers2 = 2, int Layers3 = 1, double Dropout = 0, bool Normalization = true)
{
    /// <summary>The paper's sizes, for images of 228 x 304 on VGG-16 (<see cref="VggNet"/>).</summary>
    public static EigenFergusDesign Paper { get; } = new(
        Height: 228, Width: 304, Pooling: 2, CoarseStride: 16, CoarseChannels: 64, Hidden: 4096, ImageChannels: 96, Channels: 64, Layers2: 3, Layers3: 2,
        Dropout: 0.5, Normalization: false);

    internal long CoarseRows => Height / CoarseStride;

    internal long CoarseColumns => Width / CoarseStride;

    internal void Validate()
    {
        int[] positive = [Height, Width, Pooling, CoarseStride, CoarseChannels, Hidden, ImageChannels, Channels];
        if (Scales is < 1 or > 3 || positive.Any(number => number <= 0) || Layers2 < 0 || Layers3 < 0 || CoarseRows == 0 || CoarseColumns == 0)
            throw new ArgumentException(
                $"EigenFergus: given {this}; expected 1 to 3 scales, positive sizes, and images of at least {CoarseStride} x {CoarseStride}.");
    }
}
