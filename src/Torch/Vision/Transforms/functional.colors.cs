using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>Brighter (above 1) or darker (below 1): all values times the factor.</summary>
            public static Tensor adjust_brightness(Tensor img, double brightness_factor)
            {
                Images.CheckChannels(img, nameof(adjust_brightness), 1, 3);
                NotNegative(brightness_factor, nameof(brightness_factor));
                using var scope = NewDisposeScope();
                return (img * brightness_factor).clamp(0, Images.White(img)).to(img.dtype).MoveToOuterDisposeScope();
            }

            /// <summary>More (above 1) or less contrast: the distance from the mean grey times the factor.</summary>
            public static Tensor adjust_contrast(Tensor img, double contrast_factor)
            {
                Images.CheckChannels(img, nameof(adjust_contrast), 1, 3);
                NotNegative(contrast_factor, nameof(contrast_factor));
                using var scope = NewDisposeScope();
                var gray = Images.Channels(img) == 3 ? rgb_to_grayscale(img) : img;
                if (!img.is_floating_point()) gray = gray.to(ScalarType.Float32);
                return Images.Blend(img, gray.mean([-3, -2, -1], keepdim: true), contrast_factor).MoveToOuterDisposeScope();
            }

            /// <summary>More (above 1) or less colour: the distance from grey times the factor.</summary>
            public static Tensor adjust_saturation(Tensor img, double saturation_factor)
            {
                Images.CheckChannels(img, nameof(adjust_saturation), 1, 3);
                NotNegative(saturation_factor, nameof(saturation_factor));
                if (Images.Channels(img) == 1) return img.alias();
                using var gray = rgb_to_grayscale(img);
                return Images.Blend(img, gray, saturation_factor);
            }

            /// <summary>Turns the circle of hues.</summary>
            /// <param name="img">An image with one channel, which has no hue, or three.</param>
            /// <param name="hue_factor">How far, in turns from -0.5 to 0.5, or in degrees.</param>
            /// <param name="degrees">Whether the factor is in degrees, from -180 to 180.</param>
            public static Tensor adjust_hue(Tensor img, double hue_factor, bool degrees = false)
            {
                Images.CheckChannels(img, nameof(adjust_hue), 1, 3);
                var turns = degrees ? hue_factor / 360 : hue_factor;
                if (turns is not (>= -0.5 and <= 0.5)) throw new ArgumentOutOfRangeException(nameof(hue_factor), hue_factor, degrees ? "The hue turns by -180 to 180 degrees." : "The hue turns by -0.5 to 0.5 turns.");
                if (Images.Channels(img) == 1) return img.alias();
                using var scope = NewDisposeScope();
                var (hue, saturation, value) = Hsv.Of(img.is_floating_point() ? img : convert_image_dtype(img));
                return convert_image_dtype(Hsv.ToRgb((hue + turns).remainder(1), saturation, value), img.dtype).MoveToOuterDisposeScope();
            }

            /// <summary>gain * v^gamma, with v from 0 to 1: above 1 darkens shadows, below 1 lightens them.</summary>
            public static Tensor adjust_gamma(Tensor img, double gamma, double gain = 1)
            {
                Images.CheckChannels(img, nameof(adjust_gamma), 1, 3);
                NotNegative(gamma, nameof(gamma));
                using var scope = NewDisposeScope();
                var values = img.is_floating_point() ? img : convert_image_dtype(img);
                return convert_image_dtype((values.pow(gamma) * gain).clamp(0, 1), img.dtype).MoveToOuterDisposeScope();
            }

            /// <summary>Sharper (above 1) or softer (below 1): the distance from a smoothed image times the factor. The border stays.</summary>
            public static Tensor adjust_sharpness(Tensor img, double sharpness)
            {
                Images.CheckChannels(img, nameof(adjust_sharpness), 1, 3);
                NotNegative(sharpness, nameof(sharpness));
                if (Images.Height(img) <= 2 || Images.Width(img) <= 2) return img.alias();
                using var scope = NewDisposeScope();
                var soft = img.clone();
                var inner = soft.narrow(-2, 1, Images.Height(img) - 2).narrow(-1, 1, Images.Width(img) - 2);
                inner.copy_(Images.Compute(img, Smooth));
                return Images.Blend(img, soft, sharpness).MoveToOuterDisposeScope();
            }

            static Tensor Smooth(Tensor batch)
            {
                var weights = ones([batch.shape[1], 1, 3, 3], batch.dtype, batch.device);
                weights[.., .., 1, 1] = 5;
                return nn.functional.conv2d(batch, weights.div_(13), groups: batch.shape[1]);
            }

            static void NotNegative(double factor, string name)
            {
                if (factor is not >= 0) throw new ArgumentOutOfRangeException(name, factor, "The factor must not be negative.");
            }
        }
    }
}
