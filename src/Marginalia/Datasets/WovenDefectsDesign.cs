namespace Marginalia.Datasets;

/// <summary>The law of <see cref="WovenDefects"/>.</summary>
/// <param name="Size">Height and width of the image, in pixels.</param>
/// <param name="Background">What good pieces look like.</param>
/// <param name="MinOpacity">Smallest opacity of a defect, 0 .. 1.</param>
/// <param name="MaxOpacity">Largest opacity of a defect, 0 .. 1.</param>
/// <param name="DefectShare">Share of defective pieces in the test split; the other splits have none.</param>
/// <param name="Noise">Standard deviation of the noise on a pixel of 0 .. 1.</param>
/// <remarks>
/// The error of a small autoencoder tells defective pixels from good ones with an area under the ROC curve of 0.99 in the weave and 0.52 in
/// <see cref="Hard"/>; a small network that is shown the masks reaches 0.77 there after 200 steps.
/// </remarks>
public sealed record WovenDefectsDesign(
    int Size = 32, WovenBackground Background = WovenBackground.Weave, double MinOpacity = 0.6, double MaxOpacity = 1, double DefectShare = 0.5,
    double Noise = 0.03)
{
    /// <summary>Defects of low contrast, opacity 0.15 to 0.3, on grain that does not repeat.</summary>
    public static WovenDefectsDesign Hard { get; } = new(Background: WovenBackground.Grain, MinOpacity: 0.15, MaxOpacity: 0.3);

    /// <exception cref="ArgumentException">The design is impossible.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 16);
        if (!(MinOpacity > 0 && MinOpacity <= MaxOpacity && MaxOpacity <= 1))
            throw new ArgumentException($"WovenDefectsDesign: the opacities are {MinOpacity} .. {MaxOpacity}; give 0 < MinOpacity <= MaxOpacity <= 1.");
        ArgumentOutOfRangeException.ThrowIfNotEqual(DefectShare, Math.Clamp(DefectShare, 0, 1));
        ArgumentOutOfRangeException.ThrowIfNegative(Noise);
        if (!Enum.IsDefined(Background))
            throw new ArgumentException($"WovenDefectsDesign: {Background} is no background; choose one of {string.Join(", ", Enum.GetNames<WovenBackground>())}.");
    }
}
