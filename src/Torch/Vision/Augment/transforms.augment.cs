using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        /// <summary>A pair of operations of a policy that was found by search (Cubuk et al. 2019, arXiv:1805.09501), for images of bytes.</summary>
        public static ITransform AutoAugment(autoaugment.AutoAugmentPolicy policy = autoaugment.AutoAugmentPolicy.ImageNet, InterpolationMode interpolation = InterpolationMode.Nearest, IList<float>? fill = null, Generator? generator = null) =>
            new Transform(new autoaugment.Augmenter(interpolation, fill, generator).Policy(policy));

        /// <summary>Some random operations of one strength (Cubuk et al. 2020, arXiv:1909.13719), for images of bytes.</summary>
        /// <exception cref="ArgumentException">The magnitude is not one of the bins.</exception>
        public static ITransform RandAugment(int num_ops = 2, int magnitude = 9, int num_magnitude_bins = 31, InterpolationMode interpolation = InterpolationMode.Nearest, IList<float>? fill = null, Generator? generator = null)
        {
            if (magnitude < 0 || magnitude >= num_magnitude_bins) throw new ArgumentException($"The magnitude must be one of the bins 0 to {num_magnitude_bins - 1}, but is {magnitude}.");
            var augmenter = new autoaugment.Augmenter(interpolation, fill, generator);
            return new Transform(image => augmenter.Several(image, num_ops, magnitude, num_magnitude_bins));
        }

        /// <summary>One random operation of random strength (Müller, Hutter 2021, arXiv:2103.10158), for images of bytes.</summary>
        public static ITransform TrivialAugmentWide(int num_magnitude_bins = 31, InterpolationMode interpolation = InterpolationMode.Nearest, IList<float>? fill = null, Generator? generator = null)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num_magnitude_bins);
            var augmenter = new autoaugment.Augmenter(interpolation, fill, generator);
            return new Transform(image => augmenter.One(image, num_magnitude_bins));
        }

        /// <summary>A random mixture of chains of operations (Hendrycks et al. 2020, arXiv:1912.02781), for images of bytes.</summary>
        /// <param name="severity">How strong operations may be, 1 to 10.</param>
        /// <param name="mixture_width">The number of chains.</param>
        /// <param name="chain_depth">The length of the chains; 1 to 3 at random if not positive.</param>
        /// <param name="alpha">The parameter of the distributions of shares.</param>
        /// <param name="all_ops">Changes colours as well.</param>
        /// <param name="interpolation">Nearest or Bilinear.</param>
        /// <param name="fill">What is put where no image was; zero if null.</param>
        /// <param name="generator">Where random numbers come from.</param>
        public static ITransform AugMix(int severity = 3, int mixture_width = 3, int chain_depth = -1, double alpha = 1, bool all_ops = true, InterpolationMode interpolation = InterpolationMode.Bilinear, IList<float>? fill = null, Generator? generator = null)
        {
            if (severity is < 1 or > 10) throw new ArgumentOutOfRangeException(nameof(severity), severity, "The severity lies between 1 and 10.");
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mixture_width);
            var augmenter = new autoaugment.Augmenter(interpolation, fill, generator);
            return new Transform(image => augmenter.Mixed(image, severity, mixture_width, chain_depth, alpha, all_ops));
        }
    }
}
