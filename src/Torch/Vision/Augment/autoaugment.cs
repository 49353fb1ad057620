using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Automatic augmentation: random operations out of a fixed set.</summary>
    public abstract partial class autoaugment
    {
        /// <summary>For which data a policy of AutoAugment was found.</summary>
        public enum AutoAugmentPolicy
        {
            ImageNet = 0,
            CIFAR10 = 1,
            SVHN = 2,
        }

        /// <summary>The operations.</summary>
        protected enum opType
        {
            ShearX = 0,
            ShearY = 1,
            TranslateX = 2,
            TranslateY = 3,
            Rotate = 4,
            Brightness = 5,
            Color = 6,
            Contrast = 7,
            Sharpness = 8,
            Posterize = 9,
            Solarize = 10,
            AutoContrast = 11,
            Equalize = 12,
            Invert = 13,
            Identity = 14,
        }

        /// <summary>Applies one operation. Shears are slopes around the top left corner, moves pixels, rotations degrees, changes of colour distances from 1.</summary>
        /// <param name="img">The image.</param>
        /// <param name="op_name">Which.</param>
        /// <param name="magnitude">How much.</param>
        /// <param name="interpolation">Nearest or Bilinear.</param>
        /// <param name="fill">What is put where no image was; zero if null.</param>
        protected static Tensor apply_op(Tensor img, opType op_name, double magnitude, InterpolationMode interpolation, IList<float>? fill)
        {
            var corner = (-0.5 * Images.Width(img), -0.5 * Images.Height(img));
            var slope = double.RadiansToDegrees(Math.Atan(magnitude));
            return op_name switch
            {
                opType.ShearX => transforms.functional.Affine(img, corner, 0, (0, 0), 1, (slope, 0), interpolation, fill),
                opType.ShearY => transforms.functional.Affine(img, corner, 0, (0, 0), 1, (0, slope), interpolation, fill),
                opType.TranslateX => transforms.functional.Affine(img, (0, 0), 0, (Math.Truncate(magnitude), 0), 1, (0, 0), interpolation, fill),
                opType.TranslateY => transforms.functional.Affine(img, (0, 0), 0, (0, Math.Truncate(magnitude)), 1, (0, 0), interpolation, fill),
                opType.Rotate => transforms.functional.rotate(img, (float)magnitude, interpolation, fill: fill),
                opType.Brightness => transforms.functional.adjust_brightness(img, 1 + magnitude),
                opType.Color => transforms.functional.adjust_saturation(img, 1 + magnitude),
                opType.Contrast => transforms.functional.adjust_contrast(img, 1 + magnitude),
                opType.Sharpness => transforms.functional.adjust_sharpness(img, 1 + magnitude),
                opType.Posterize => transforms.functional.posterize(img, (int)magnitude),
                opType.Solarize => transforms.functional.solarize(img, magnitude),
                opType.AutoContrast => transforms.functional.autocontrast(img),
                opType.Equalize => transforms.functional.equalize(img),
                opType.Invert => transforms.functional.invert(img),
                opType.Identity => img,
                _ => throw new ArgumentOutOfRangeException(nameof(op_name), op_name, "There is no such operation."),
            };
        }
    }
}
