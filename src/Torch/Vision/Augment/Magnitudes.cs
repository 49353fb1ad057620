namespace TorchSharp;

public static partial class torchvision
{
    public abstract partial class autoaugment
    {
        /// <summary>How strong operations are: from nothing at the first of several levels to the most at the last.</summary>
        /// <param name="Levels">The number of levels.</param>
        /// <param name="Shear">The largest slope.</param>
        /// <param name="MoveX">The most pixels to the side.</param>
        /// <param name="MoveY">The most pixels up or down.</param>
        /// <param name="Turn">The largest angle in degrees.</param>
        /// <param name="Color">The largest change of brightness, colour, contrast and sharpness.</param>
        /// <param name="MostBits">How many bits posterizing leaves at the first level.</param>
        /// <param name="BitsLost">How many fewer it leaves at the last.</param>
        sealed record Magnitudes(int Levels, double Shear, double MoveX, double MoveY, double Turn, double Color, int MostBits, int BitsLost)
        {
            /// <summary>The magnitude of an operation at a level (from 0), without its sign.</summary>
            internal double Of(opType op, int level)
            {
                var share = Levels > 1 ? (double)level / (Levels - 1) : 0;
                return op switch
                {
                    opType.ShearX or opType.ShearY => Shear * share,
                    opType.TranslateX => MoveX * share,
                    opType.TranslateY => MoveY * share,
                    opType.Rotate => Turn * share,
                    opType.Brightness or opType.Color or opType.Contrast or opType.Sharpness => Color * share,
                    opType.Posterize => MostBits - Math.Round(BitsLost * share),
                    opType.Solarize => 255 * (1 - share),
                    _ => 0,
                };
            }

            /// <summary>True for operations that go in two directions.</summary>
            internal static bool HasSign(opType op) => op <= opType.Sharpness;

            /// <summary>The strengths of AutoAugment and RandAugment; moves depend on the size of the image.</summary>
            internal static Magnitudes Usual(torch.Tensor image, int levels) => new(levels, 0.3, 150.0 / 331 * Images.Width(image), 150.0 / 331 * Images.Height(image), 30, 0.9, 8, 4);
        }
    }
}
