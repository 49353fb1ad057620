namespace TorchSharp;

public static partial class torch
{
    /// <summary>How <c>interpolate</c> finds values between pixels.</summary>
    public enum InterpolationMode
    {
        /// <summary>The pixel whose number is the scaled position rounded down.</summary>
        Nearest = 0,

        /// <summary>Along a line: input [batch, channels, length].</summary>
        Linear = 1,

        /// <summary>Along both directions of images: input [batch, channels, height, width].</summary>
        Bilinear = 2,

        /// <summary>Cubic along both directions of images.</summary>
        Bicubic = 3,

        /// <summary>Along the three directions of volumes: input [batch, channels, depth, height, width].</summary>
        Trilinear = 4,

        /// <summary>The mean of the pixels in each window.</summary>
        Area = 5,

        /// <summary>The pixel whose centre is nearest.</summary>
        NearestExact = 6,
    }

    /// <summary>How <c>Upsample</c> finds values between pixels.</summary>
    public enum UpsampleMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
    }

    /// <summary>How <c>grid_sample</c> finds values between pixels.</summary>
    public enum GridSampleMode
    {
        Nearest = 0,
        Bilinear = 2,
    }

    /// <summary>What <c>grid_sample</c> sees outside the image.</summary>
    public enum GridSamplePaddingMode
    {
        Zeros = 0,

        /// <summary>The image, mirrored at its border.</summary>
        Reflection = 1,

        /// <summary>The nearest pixel of the border.</summary>
        Border = 2,
    }
}
