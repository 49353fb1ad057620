using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>What can be done to images before and while training. Random ones draw from torch's generator: manual_seed repeats them.</summary>
    public static partial class transforms
    {
        /// <summary>Transforms as functions of images [..., channels, height, width].</summary>
        public static partial class functional
        {
            /// <summary>The number of channels (1 for [height, width]), the height and the width.</summary>
            public static (long channels, long height, long width) get_dimensions(Tensor img)
            {
                Images.Check(img);
                return (Images.Channels(img), Images.Height(img), Images.Width(img));
            }

            /// <summary>A rectangle of the image: a view of it, or where it reaches beyond the border, a copy with zeros there.</summary>
            public static Tensor crop(Tensor input, int top, int left, int height, int width)
            {
                Images.Check(input);
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
                var (below, right) = (top + height - Images.Height(input), left + width - Images.Width(input));
                if (top < 0 || left < 0 || below > 0 || right > 0) return nn.functional.pad(input, [-left, right, -top, below]);
                using var rows = input.narrow(-2, top, height);
                return rows.narrow(-1, left, width);
            }

            public static Tensor crop(Tensor input, int top, int left, int size) => crop(input, top, left, size, size);

            /// <summary>The rectangle of that size in the middle; zeros around smaller images.</summary>
            public static Tensor center_crop(Tensor input, int height, int width)
            {
                Images.Check(input);
                return crop(input, Start(Images.Height(input), height), Start(Images.Width(input), width), height, width);
            }

            public static Tensor center_crop(Tensor input, int size) => center_crop(input, size, size);

            /// <summary>Half of what is left over goes before: a half pixel to the even side, or where it is zeros that are added, behind.</summary>
            static int Start(long have, int want) => want > have ? -(int)((want - have) / 2) : (int)Math.Round((have - want) / 2.0, MidpointRounding.ToEven);

            /// <summary>A rectangle of the image in another size (nearest pixels).</summary>
            public static Tensor resized_crop(Tensor input, int top, int left, int height, int width, int newHeight, int newWidth)
            {
                using var part = crop(input, top, left, height, width);
                return Scaled(part, newHeight, newWidth, InterpolationMode.Nearest, false);
            }

            /// <summary>The image with left and right exchanged.</summary>
            public static Tensor hflip(Tensor input) => input.flip(-1);

            /// <summary>The image with top and bottom exchanged.</summary>
            public static Tensor vflip(Tensor input) => input.flip(-2);

            /// <summary>The image with a rectangle replaced by a value (or by an image of the rectangle's size).</summary>
            /// <param name="img">The image.</param>
            /// <param name="top">First row.</param>
            /// <param name="left">First column.</param>
            /// <param name="height">Number of rows.</param>
            /// <param name="width">Number of columns.</param>
            /// <param name="value">What broadcasts to the rectangle, e.g. a number per channel as [channels, 1, 1].</param>
            /// <param name="inplace">Changes the image itself.</param>
            public static Tensor erase(Tensor img, int top, int left, int height, int width, Tensor value, bool inplace = false)
            {
                Images.Check(img);
                var target = inplace ? img : img.clone();
                using var scope = NewDisposeScope();
                target.narrow(-2, top, height).narrow(-1, left, width).copy_(value);
                return target;
            }
        }
    }
}
