using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>
            /// Converts an image so that black stays black and white white: floating-point images have values from 0 to 1, others from 0 to the
            /// largest number of their type. (TorchSharp 0.107 divides bytes by 256; here white is 1, as in PyTorch.)
            /// </summary>
            /// <exception cref="ArgumentException">The conversion would lose digits: 32-bit floating point to 32 or 64-bit integers, or 64-bit to 64-bit.</exception>
            public static Tensor convert_image_dtype(Tensor image, ScalarType dtype = ScalarType.Float32)
            {
                Images.Check(image);
                if (image.dtype == dtype) return image.alias();
                using var scope = NewDisposeScope();
                return Converted(image, dtype).MoveToOuterDisposeScope();
            }

            static Tensor Converted(Tensor image, ScalarType to)
            {
                var (from, most) = (image.dtype, Images.White(to));
                if (image.is_floating_point())
                {
                    if (torch.is_floating_point(to)) return image.to(to);
                    if (from != ScalarType.Float64 && to is ScalarType.Int32 or ScalarType.Int64 || to == ScalarType.Int64) throw new ArgumentException($"Images of {from} have fewer digits than {to}.");
                    // The widest range of values for every whole number, white included.
                    return (image * (most + 1 - 1e-3)).to(to);
                }
                if (torch.is_floating_point(to)) return image.to(to).div(Images.White(from));
                var (bits, more) = (BitsOf(from), BitsOf(to));
                return bits > more ? image.bitwise_right_shift(tensor((long)(bits - more)).to(from)).to(to) : image.to(to) * (1L << (more - bits));
            }

            static int BitsOf(ScalarType dtype) => (int)Math.Round(Math.Log2(Images.White(dtype) + 1));

            /// <summary>(image - mean) / standard deviation, channel by channel.</summary>
            /// <param name="input">The image; whole numbers are converted to <paramref name="dtype"/> first.</param>
            /// <param name="means">One mean per channel, or one for all.</param>
            /// <param name="stdevs">One standard deviation per channel, or one for all.</param>
            /// <param name="dtype">The type of the means and deviations.</param>
            /// <exception cref="ArgumentException">The numbers do not fit the channels, or a deviation is zero.</exception>
            public static Tensor normalize(Tensor input, double[] means, double[] stdevs, ScalarType dtype = ScalarType.Float32)
            {
                Images.Check(input);
                ArgumentNullException.ThrowIfNull(means);
                ArgumentNullException.ThrowIfNull(stdevs);
                if (means.Length != stdevs.Length) throw new ArgumentException($"means has {means.Length} numbers, stdevs {stdevs.Length}: both need one per channel.");
                if (means.Length != 1 && means.Length != Images.Channels(input)) throw new ArgumentException($"The image has {Images.Channels(input)} channels, but there are {means.Length} means.");
                if (stdevs.Contains(0)) throw new ArgumentException("A standard deviation is zero: division by it gives no number.");
                using var scope = NewDisposeScope();
                var (mean, deviation) = (tensor(means, dtype, input.device).view(-1, 1, 1), tensor(stdevs, dtype, input.device).view(-1, 1, 1));
                return ((input - mean) / deviation).MoveToOuterDisposeScope();
            }

            /// <summary>Blurs with a Gaussian bell; the border is mirrored.</summary>
            /// <param name="input">The image.</param>
            /// <param name="kernelSize">Width and height of the window, odd numbers; one number for both.</param>
            /// <param name="sigma">Standard deviations along x and y in pixels; one number for both.</param>
            /// <exception cref="ArgumentException">A size is even or not positive, or a deviation not positive.</exception>
            public static Tensor gaussian_blur(Tensor input, IList<long> kernelSize, IList<float> sigma)
            {
                if (kernelSize is not { Count: 1 or 2 } || kernelSize.Any(n => n < 1 || n % 2 == 0)) throw new ArgumentException($"The window needs 1 or 2 odd positive sizes, but got [{string.Join(", ", kernelSize ?? [])}].");
                if (sigma is not { Count: 1 or 2 } || sigma.Any(s => s is not > 0)) throw new ArgumentException($"The bell needs 1 or 2 positive standard deviations, but got [{string.Join(", ", sigma ?? [])}].");
                var (x, y) = (Bell(kernelSize[0], sigma[0]), Bell(kernelSize[^1], sigma[^1]));
                return Images.Compute(input, batch =>
                {
                    var wider = nn.functional.pad(batch, [x.Length / 2, x.Length / 2, y.Length / 2, y.Length / 2], PaddingModes.Reflect);
                    var channels = batch.shape[1];
                    var rows = nn.functional.conv2d(wider, tensor(x, batch.dtype, batch.device).view(1, 1, 1, -1).expand(channels, -1, -1, -1), groups: channels);
                    return nn.functional.conv2d(rows, tensor(y, batch.dtype, batch.device).view(1, 1, -1, 1).expand(channels, -1, -1, -1), groups: channels);
                });
            }

            public static Tensor gaussian_blur(Tensor input, long kernelHeight, long kernelWidth, float sigma_x, float sigma_y) => gaussian_blur(input, [kernelWidth, kernelHeight], [sigma_x, sigma_y]);

            public static Tensor gaussian_blur(Tensor input, long kernel_size, float sigma) => gaussian_blur(input, [kernel_size], [sigma]);

            static double[] Bell(long size, double sigma)
            {
                double[] heights = [.. Enumerable.Range(0, (int)size).Select(i => Math.Exp(-0.5 * Math.Pow((i - (size - 1) / 2.0) / sigma, 2)))];
                var sum = heights.Sum();
                return [.. heights.Select(h => h / sum)];
            }
        }
    }
}
