namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        /// <summary>Random brightness, contrast, saturation and hue, in random order.</summary>
        /// <param name="brightness">Factors lie in 1 +- this, at least 0; or the range of factors. The same for contrast and saturation.</param>
        /// <param name="contrast">See brightness.</param>
        /// <param name="saturation">See brightness.</param>
        /// <param name="hue">The hue turns by +- this, at most 0.5 turns; or the range.</param>
        public static ITransform ColorJitter(float brightness = 0, float contrast = 0, float saturation = 0, float hue = 0)
        {
            return ColorJitter(Around(brightness), Around(contrast), Around(saturation), (-hue, hue));

            static (float, float) Around(float width) => width >= 0 ? (Math.Max(0, 1 - width), 1 + width) : throw new ArgumentException($"A range of factors cannot be negative, but is {width}.");
        }

        public static ITransform ColorJitter((float, float) brightness, (float, float) contrast, (float, float) saturation, (float, float) hue)
        {
            foreach (var (low, high) in new[] { brightness, contrast, saturation })
                if (!(0 <= low && low <= high)) throw new ArgumentException($"Factors must not be negative and be in order, but are ({low}, {high}).");
            if (!(-0.5 <= hue.Item1 && hue.Item1 <= hue.Item2 && hue.Item2 <= 0.5)) throw new ArgumentException($"Hues must be in order between -0.5 and 0.5, but are {hue}.");
            return RandomOrder(
                Factor(brightness, 1, functional.adjust_brightness),
                Factor(contrast, 1, functional.adjust_contrast),
                Factor(saturation, 1, functional.adjust_saturation),
                Factor(hue, 0, (image, turns) => functional.adjust_hue(image, turns)));
        }

        /// <summary>A change by a random factor; none where only the factor is possible that changes nothing.</summary>
        static Transform Factor((float Low, float High) range, float nothing, Func<torch.Tensor, double, torch.Tensor> change) =>
            new(image => range.Low == nothing && range.High == nothing ? image : change(image, Draw.Uniform(range.Low, range.High)));
    }
}
