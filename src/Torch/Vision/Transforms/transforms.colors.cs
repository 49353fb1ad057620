namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        /// <summary>All values times a factor.</summary>
        public static ITransform AdjustBrightness(double brightness_factor) => new Transform(image => functional.adjust_brightness(image, brightness_factor));

        /// <summary>The distance from the mean grey times a factor.</summary>
        public static ITransform AdjustContrast(double contrast_factor) => new Transform(image => functional.adjust_contrast(image, contrast_factor));

        /// <summary>gain * v^gamma.</summary>
        public static ITransform AdjustGamma(double gamma, double gain = 1) => new Transform(image => functional.adjust_gamma(image, gamma, gain));

        /// <summary>Turns the circle of hues by -0.5 to 0.5 turns.</summary>
        public static ITransform AdjustHue(double hue_factor) => new Transform(image => functional.adjust_hue(image, hue_factor));

        /// <summary>The distance from grey times a factor.</summary>
        public static ITransform AdjustSaturation(double saturation_factor) => new Transform(image => functional.adjust_saturation(image, saturation_factor));

        /// <summary>The distance from a smoothed image times a factor.</summary>
        public static ITransform AdjustSharpness(double sharpness) => new Transform(image => functional.adjust_sharpness(image, sharpness));

        /// <summary>Stretches each channel from black to white.</summary>
        public static ITransform AutoContrast() => new Transform(functional.autocontrast);

        /// <summary>Makes all brightnesses about equally frequent; with a chance p if that is given.</summary>
        public static ITransform Equalize() => new Transform(functional.equalize);

        public static ITransform Equalize(double p = 0.5) => Sometimes(p, functional.equalize);

        /// <summary>The negative.</summary>
        public static ITransform Invert() => new Transform(functional.invert);

        /// <summary>Keeps only the highest bits of bytes.</summary>
        public static ITransform Posterize(int bits) => new Transform(image => functional.posterize(image, bits));

        /// <summary>The negative of what is at least as bright as the threshold.</summary>
        public static ITransform Solarize(double threshold) => new Transform(image => functional.solarize(image, threshold));

        /// <summary>Blurs with a bell of one width, or of a width drawn uniformly between two.</summary>
        public static ITransform GaussianBlur(IList<long> kernelSize, float sigma) => new Transform(image => functional.gaussian_blur(image, kernelSize, [sigma]));

        public static ITransform GaussianBlur(IList<long> kernelSize, float min = 0.1f, float max = 2.0f)
        {
            if (!(0 < min && min <= max)) throw new ArgumentException($"The widths must be positive and in order, but are {min} and {max}.");
            return new Transform(image => functional.gaussian_blur(image, kernelSize, [(float)Draw.Uniform(min, max)]));
        }

        public static ITransform GaussianBlur(long kernelHeight, long kernelWidth, float sigma) => GaussianBlur([kernelWidth, kernelHeight], sigma);

        public static ITransform GaussianBlur(long kernelHeight, long kernelWidth, float min = 0.1f, float max = 2.0f) => GaussianBlur([kernelWidth, kernelHeight], min, max);

        public static ITransform GaussianBlur(long kernel_size, float sigma) => GaussianBlur([kernel_size], sigma);

        public static ITransform GaussianBlur(long kernel_size, float min = 0.1f, float max = 2.0f) => GaussianBlur([kernel_size], min, max);
    }
}
