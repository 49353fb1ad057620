using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Shows many images in one.</summary>
    public static partial class utils
    {
        /// <summary>Puts images side by side.</summary>
        /// <param name="tensor">Images [count, channels, height, width]; one image comes back as it is. Grey ones get three channels.</param>
        /// <param name="nrow">How many go into a row.</param>
        /// <param name="padding">The width of the gaps.</param>
        /// <param name="normalize">Stretches values to 0 to 1.</param>
        /// <param name="value_range">What becomes 0 and 1; if not given, the least and largest value.</param>
        /// <param name="scale_each">Stretches every image on its own.</param>
        /// <param name="pad_value">The value in the gaps.</param>
        /// <exception cref="ArgumentException">These are no images.</exception>
        public static Tensor make_grid(Tensor tensor, long nrow = 8, int padding = 2, bool normalize = false, (double low, double high)? value_range = null, bool scale_each = false, double pad_value = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nrow);
            ArgumentOutOfRangeException.ThrowIfNegative(padding);
            if (tensor.ndim is < 2 or > 4) throw new ArgumentException($"A grid needs images [count, channels, height, width], but got [{string.Join(", ", tensor.shape)}].");
            using var scope = NewDisposeScope();
            var images = tensor.ndim switch { 2 => tensor.unsqueeze(0).unsqueeze(0), 3 => tensor.unsqueeze(0), _ => tensor.alias() };
            if (images.shape[1] == 1) images = images.expand(-1, 3, -1, -1);
            if (normalize) images = Stretched(images, value_range, scale_each);
            if (images.shape[0] == 1) return images[0].contiguous().MoveToOuterDisposeScope();
            var (count, columns) = (images.shape[0], Math.Min(nrow, images.shape[0]));
            var (height, width) = (images.shape[2] + padding, images.shape[3] + padding);
            var grid = full([images.shape[1], height * ((count + columns - 1) / columns) + padding, width * columns + padding], pad_value, images.dtype, images.device);
            for (var i = 0; i < count; i++)
                grid.narrow(1, i / columns * height + padding, height - padding).narrow(2, i % columns * width + padding, width - padding).copy_(images[i]);
            return grid.MoveToOuterDisposeScope();
        }

        public static Tensor make_grid(IEnumerable<Tensor> tensors, long nrow = 8, int padding = 2, bool normalize = false, (double low, double high)? value_range = null, bool scale_each = false, double pad_value = 0)
        {
            using var all = stack(tensors);
            return make_grid(all, nrow, padding, normalize, value_range, scale_each, pad_value);
        }

        static Tensor Stretched(Tensor images, (double low, double high)? range, bool each)
        {
            if (range is { } given)
            {
                if (given.low > given.high) throw new ArgumentException($"The range of values must be in order, but is {given}.");
                return (images.clamp(given.low, given.high) - given.low) / Math.Max(given.high - given.low, 1e-5);
            }
            var (low, high) = each ? (images.amin([1, 2, 3], keepdim: true), images.amax([1, 2, 3], keepdim: true)) : (images.min(), images.max());
            return (images - low) / (high - low).clamp(min: 1e-5);
        }

        /// <summary>Writes images with values from 0 to 1, side by side, to a file. The other parameters are make_grid's.</summary>
        public static void save_image(Tensor tensor, string filename, ImageFormat format, long nrow = 8, int padding = 2, bool normalize = false, (double low, double high)? value_range = null, bool scale_each = false, double pad_value = 0, io.Imager? imager = null)
        {
            using var pixels = Pixels(tensor, nrow, padding, normalize, value_range, scale_each, pad_value);
            io.write_image(pixels, filename, format, imager);
        }

        public static void save_image(Tensor tensor, Stream filestream, ImageFormat format, long nrow = 8, int padding = 2, bool normalize = false, (double low, double high)? value_range = null, bool scale_each = false, double pad_value = 0, io.Imager? imager = null)
        {
            using var pixels = Pixels(tensor, nrow, padding, normalize, value_range, scale_each, pad_value);
            io.write_image(pixels, filestream, format, imager);
        }

        static Tensor Pixels(Tensor tensor, long nrow, int padding, bool normalize, (double low, double high)? value_range, bool scale_each, double pad_value)
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            return (make_grid(tensor, nrow, padding, normalize, value_range, scale_each, pad_value) * 255 + 0.5).clamp(0, 255).to(ScalarType.Byte).MoveToOuterDisposeScope();
        }
    }
}
