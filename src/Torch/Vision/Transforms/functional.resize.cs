using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>The image in another size.</summary>
            /// <param name="input">The image.</param>
            /// <param name="height">The new height; with a width of -1, the length of the shorter side.</param>
            /// <param name="width">The new width, or -1 to keep the proportions.</param>
            /// <param name="interpolation">How values between pixels are found: Nearest, NearestExact, Bilinear or Bicubic.</param>
            /// <param name="maxSize">Where proportions are kept, the most that the longer side may have.</param>
            /// <param name="antialias">Smooths images that become smaller (bilinear and bicubic).</param>
            /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
            public static Tensor resize(Tensor input, int height, int width, InterpolationMode interpolation = InterpolationMode.Nearest, int? maxSize = null, bool antialias = false)
            {
                Images.Check(input);
                if (height < 1 || width is < 1 and not -1) throw new ArgumentException($"The new size must be positive, but is {height} x {width}.");
                if (width == -1) (height, width) = InProportion(Images.Height(input), Images.Width(input), height, maxSize);
                else if (maxSize is { } most && Math.Max(height, width) > most) throw new ArgumentException($"A maxSize of {most} contradicts the size {height} x {width}; give only the length of the shorter side with it.");
                return Scaled(input, height, width, interpolation, antialias);
            }

            public static Tensor resize(Tensor input, int height, int width) => resize(input, height, width, InterpolationMode.Nearest, null, false);

            public static Tensor resize(Tensor input, int height, int width, int? maxSize = null) => resize(input, height, width, InterpolationMode.Nearest, maxSize, false);

            static Tensor Scaled(Tensor input, int height, int width, InterpolationMode interpolation, bool antialias)
            {
                var smooth = interpolation is InterpolationMode.Bilinear or InterpolationMode.Bicubic;
                return Images.Compute(input, x => nn.functional.interpolate(x, [height, width], mode: interpolation, align_corners: smooth ? false : null, antialias: antialias && smooth));
            }

            static (int Height, int Width) InProportion(long height, long width, int shorter, int? most)
            {
                var (small, large) = (Math.Min(height, width), Math.Max(height, width));
                long longer = shorter * large / small, shortest = shorter;
                if (most is { } limit)
                {
                    if (limit <= shorter) throw new ArgumentException($"maxSize = {limit} must be greater than the length of the shorter side, {shorter}.");
                    if (longer > limit) (shortest, longer) = (Math.Max(1, limit * shortest / longer), limit);
                }
                return height <= width ? ((int)shortest, (int)longer) : ((int)longer, (int)shortest);
            }
        }
    }
}
