using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        /// <summary>The transform, with a chance p.</summary>
        public static ITransform Randomize(ITransform transform, double p = 0.1) => Sometimes(p, transform.call);

        /// <summary>All transforms one after the other, with a chance p; else none.</summary>
        public static ITransform RandomApply(ITransform[] transforms, double p = 0.5) => Sometimes(p, image => InTurn(image, transforms));

        /// <summary>One of the transforms, each equally likely.</summary>
        public static ITransform RandomChoice(params ITransform[] transforms) => Choice(null, transforms);

        public static ITransform RandomChoice(Generator generator, params ITransform[] transforms) => Choice(generator, transforms);

        static Transform Choice(Generator? generator, ITransform[] transforms)
        {
            if (transforms.Length == 0) throw new ArgumentException("RandomChoice needs at least one transform to choose.");
            return new(image => transforms[Draw.Below(transforms.Length, generator)].call(image));
        }

        /// <summary>All transforms in random order.</summary>
        public static ITransform RandomOrder(params ITransform[] transforms) => new Transform(image => InTurn(image, Draw.Order(transforms.Length).Select(i => transforms[i])));

        /// <summary>Left and right exchanged, with a chance p.</summary>
        public static ITransform RandomHorizontalFlip(double p = 0.5) => Sometimes(p, functional.hflip);

        /// <summary>Top and bottom exchanged, with a chance p.</summary>
        public static ITransform RandomVerticalFlip(double p = 0.5) => Sometimes(p, functional.vflip);

        /// <summary>Grey with as many channels as before, with a chance p.</summary>
        public static ITransform RandomGrayscale(double p = 0.1) => Sometimes(p, image => functional.rgb_to_grayscale(image, (int)Images.Channels(image)));

        /// <summary>Another sharpness, with a chance p.</summary>
        public static ITransform RandomAdjustSharpness(double sharpness, double p = 0.5) => Sometimes(p, image => functional.adjust_sharpness(image, sharpness));

        /// <summary>Stretched from black to white, with a chance p.</summary>
        public static ITransform RandomAutoContrast(double p = 0.5) => Sometimes(p, functional.autocontrast);

        /// <summary>The negative, with a chance p.</summary>
        public static ITransform RandomInvert(double p = 0.5) => Sometimes(p, functional.invert);

        /// <summary>Fewer bits, with a chance p.</summary>
        public static ITransform RandomPosterize(int bits, double p = 0.5) => Sometimes(p, image => functional.posterize(image, bits));

        /// <summary>Bright parts negative, with a chance p.</summary>
        public static ITransform RandomSolarize(double threshold, double p = 0.5) => Sometimes(p, image => functional.solarize(image, threshold));

        /// <summary>Turned by an angle drawn uniformly from +-degrees, or from a range.</summary>
        public static ITransform RandomRotation(double degrees, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false, (int, int)? center = null, IList<float>? fill = null) =>
            RandomRotation((-degrees, degrees), interpolation, expand, center, fill);

        public static ITransform RandomRotation((double, double) degrees, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false, (int, int)? center = null, IList<float>? fill = null)
        {
            if (degrees.Item1 > degrees.Item2) throw new ArgumentException($"The angles must be in order, but are {degrees}.");
            return new Transform(image => functional.rotate(image, (float)Draw.Uniform(degrees.Item1, degrees.Item2), interpolation, expand, center, fill));
        }

        /// <summary>Seen from elsewhere, with a chance p: every corner moves inwards by up to half of <paramref name="distortion"/> of the size.</summary>
        public static ITransform RandomPerspective(double distortion = 0.5, double p = 0.5)
        {
            if (distortion is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(distortion), distortion, "The distortion lies between 0 and 1.");
            return Sometimes(p, image =>
            {
                var (width, height) = ((int)Images.Width(image), (int)Images.Height(image));
                var (dx, dy) = ((int)(distortion * (width / 2)), (int)(distortion * (height / 2)));
                int Low(int d) => Draw.Between(0, d + 1);
                int High(int size, int d) => Draw.Between(size - d - 1, size);
                IList<IList<int>> end = [[Low(dx), Low(dy)], [High(width, dx), Low(dy)], [High(width, dx), High(height, dy)], [Low(dx), High(height, dy)]];
                return functional.perspective(image, [[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], end);
            });
        }

        /// <summary>A random rectangle of the image, resized (nearest pixels).</summary>
        /// <param name="height">The new height.</param>
        /// <param name="width">The new width.</param>
        /// <param name="scaleMin">The least share of the image's area.</param>
        /// <param name="scaleMax">The largest share.</param>
        /// <param name="ratioMin">The least width per height.</param>
        /// <param name="ratioMax">The largest.</param>
        public static ITransform RandomResizedCrop(int height, int width, double scaleMin = 0.08, double scaleMax = 1, double ratioMin = 0.75, double ratioMax = 1.3333333333333)
        {
            if (!(0 < scaleMin && scaleMin <= scaleMax && 0 < ratioMin && ratioMin <= ratioMax)) throw new ArgumentException($"Scales and ratios must be positive and in order, but are {scaleMin} to {scaleMax} and {ratioMin} to {ratioMax}.");
            return new Transform(image =>
            {
                var (top, left, rows, columns) = Part((int)Images.Height(image), (int)Images.Width(image), scaleMin, scaleMax, ratioMin, ratioMax);
                return functional.resized_crop(image, top, left, rows, columns, height, width);
            });
        }

        public static ITransform RandomResizedCrop(int size, double scaleMin = 0.08, double scaleMax = 1, double ratioMin = 0.75, double ratioMax = 1.3333333333333) =>
            RandomResizedCrop(size, size, scaleMin, scaleMax, ratioMin, ratioMax);

        static (int Top, int Left, int Height, int Width) Part(int height, int width, double scaleMin, double scaleMax, double ratioMin, double ratioMax)
        {
            for (var trial = 0; trial < 10; trial++)
            {
                var area = (double)height * width * Draw.Uniform(scaleMin, scaleMax);
                var ratio = Math.Exp(Draw.Uniform(Math.Log(ratioMin), Math.Log(ratioMax)));
                var (w, h) = ((int)Math.Round(Math.Sqrt(area * ratio)), (int)Math.Round(Math.Sqrt(area / ratio)));
                if (w > 0 && w <= width && h > 0 && h <= height) return (Draw.Between(0, height - h + 1), Draw.Between(0, width - w + 1), h, w);
            }
            // None fits: the largest in the middle.
            var whole = Math.Clamp((double)width / height, ratioMin, ratioMax);
            var (best, high) = (Math.Min(width, (int)Math.Round(height * whole)), Math.Min(height, (int)Math.Round(width / whole)));
            return ((height - high) / 2, (width - best) / 2, high, best);
        }
    }
}
