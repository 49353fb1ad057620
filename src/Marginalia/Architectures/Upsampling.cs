namespace Marginalia.Architectures;

/// <summary>How the decoder of a <see cref="SegNet"/> enlarges its maps, and what of the encoder it needs for that.</summary>
public enum Upsampling
{
    /// <summary>Values go where the encoder's pooling found its maxima, zeros around them: 2 bits per window of 2 x 2 (SegNet).</summary>
    Indices,

    /// <summary>Every value four times; nothing of the encoder.</summary>
    Nearest,

    /// <summary>Between neighbours; nothing of the encoder.</summary>
    Bilinear,

    /// <summary>Bilinear, plus the encoder's map of that size: skips as in fully convolutional networks (Long, Shelhamer, Darrell 2015, arXiv 1411.4038).</summary>
    Addition,

    /// <summary>Nearest, beside the encoder's map of that size: skips as in U-Net (arXiv 1505.04597), with twice the channels to convolve.</summary>
    Concatenation,
}
