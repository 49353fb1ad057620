namespace Marginalia.Datasets;

/// <summary>What spoils an image, in the manner of Hendrycks and Dietterich 2019 (arXiv 1903.12261), in five strengths.</summary>
public enum Corruption
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Noise on every colour of every pixel: standard deviation 0.04, 0.08, 0.12, 0.18, 0.26.</summary>
    Noise,

    /// <summary>A Gaussian blur: standard deviation 0.5, 0.75, 1, 1.5, 2 pixels.</summary>
    Blur,

    /// <summary>Colours move towards their mean: 0.75, 0.6, 0.45, 0.3, 0.2 of the distance are left.</summary>
    Contrast,

    /// <summary>Bright clouds hide 0.2, 0.3, 0.4, 0.5, 0.6 of the image.</summary>
    Fog,

    /// <summary>Squares of 2, 3, 4, 6, 8 pixels have one colour.</summary>
    Pixelate,
}
