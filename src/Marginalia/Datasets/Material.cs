namespace Marginalia.Datasets;

/// <summary>What an object of <see cref="ColourScenes"/> is made of; its lightness tells which.</summary>
public enum Material
{
    /// <summary>Lightness 0.20, always of hue 0.3.</summary>
    Dark,

    /// <summary>Lightness 0.50, of hue 1.2 for three objects of five and of the opposite hue 4.34 for two.</summary>
    Mid,

    /// <summary>Lightness 0.85, always of hue 2.4.</summary>
    Bright,
}
