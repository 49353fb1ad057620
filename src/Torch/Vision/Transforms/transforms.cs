using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        /// <summary>Transforms one after the other. Images in between are disposed as soon as the next transform has run.</summary>
        public static ITransform Compose(params ITransform[] transforms) => new Transform(image => InTurn(image, transforms));

        static Tensor InTurn(Tensor image, IEnumerable<ITransform> transforms)
        {
            var current = image;
            foreach (var transform in transforms)
            {
                var next = transform.call(current);
                if (!ReferenceEquals(current, image) && !ReferenceEquals(current, next)) current.Dispose();
                current = next;
            }
            return current;
        }

        /// <summary>A function as a transform.</summary>
        public static ITransform Lambda(Func<Tensor, Tensor> lambda) => new Transform(lambda);

        /// <summary>A rectangle of the image.</summary>
        public static ITransform Crop(int top, int left, int height, int width) => new Transform(image => functional.crop(image, top, left, height, width));

        /// <summary>The middle of the image.</summary>
        public static ITransform CenterCrop(int height, int width) => new Transform(image => functional.center_crop(image, height, width));

        public static ITransform CenterCrop(int size) => CenterCrop(size, size);

        /// <summary>A rectangle of the image in another size.</summary>
        public static ITransform ResizedCrop(int top, int left, int height, int width, int newHeight, int newWidth) =>
            new Transform(image => functional.resized_crop(image, top, left, height, width, newHeight, newWidth));

        public static ITransform ResizedCrop(int top, int left, int size, int newSize) => ResizedCrop(top, left, size, size, newSize, newSize);

        /// <summary>The image in another size; with one size, the shorter side has that and the proportions stay.</summary>
        public static ITransform Resize(int height, int width, InterpolationMode interpolation = InterpolationMode.Nearest, int? maxSize = null, bool antialias = false) =>
            new Transform(image => functional.resize(image, height, width, interpolation, maxSize, antialias));

        public static ITransform Resize(int height, int width) => Resize(height, width, InterpolationMode.Nearest, null, false);

        public static ITransform Resize(int height, int width, int? maxSize = null) => Resize(height, width, InterpolationMode.Nearest, maxSize, false);

        public static ITransform Resize(int size) => Resize(size, -1, InterpolationMode.Nearest, null, false);

        public static ITransform Resize(int size, InterpolationMode interpolation = InterpolationMode.Nearest, int? maxSize = null, bool antialias = false) => Resize(size, -1, interpolation, maxSize, antialias);

        public static ITransform Resize(int size, int? maxSize = null) => Resize(size, -1, InterpolationMode.Nearest, maxSize, false);

        /// <summary>The image with a border around it.</summary>
        public static ITransform Pad(long[] padding, PaddingModes mode = PaddingModes.Constant, double fill = 0) => new Transform(image => functional.pad(image, padding, fill, mode));

        /// <summary>The image with left and right exchanged.</summary>
        public static ITransform HorizontalFlip() => new Transform(functional.hflip);

        /// <summary>The image with top and bottom exchanged.</summary>
        public static ITransform VerticalFlip() => new Transform(functional.vflip);

        /// <summary>The image turned anticlockwise by an angle in degrees.</summary>
        public static ITransform Rotate(float angle, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false, (int, int)? center = null, IList<float>? fill = null) =>
            new Transform(image => functional.rotate(image, angle, interpolation, expand, center, fill));

        /// <summary>The image seen from elsewhere.</summary>
        public static ITransform Perspective(IList<IList<int>> startpoints, IList<IList<int>> endpoints, InterpolationMode interpolation = InterpolationMode.Bilinear, IList<float>? fill = null) =>
            new Transform(image => functional.perspective(image, startpoints, endpoints, interpolation, fill));

        /// <summary>A rectangle replaced by a value.</summary>
        public static ITransform Erase(int top, int left, int height, int width, Tensor value, bool inplace = false) => new Transform(image => functional.erase(image, top, left, height, width, value, inplace));

        /// <summary>(image - mean) / standard deviation, channel by channel.</summary>
        public static ITransform Normalize(double[] means, double[] stdevs, ScalarType dtype = ScalarType.Float32, Device? device = null) => new Transform(image =>
        {
            if (device is null || device == image.device) return functional.normalize(image, means, stdevs, dtype);
            using var there = image.to(device);
            return functional.normalize(there, means, stdevs, dtype);
        });

        /// <summary>Another type of numbers, with black and white staying black and white.</summary>
        public static ITransform ConvertImageDtype(ScalarType dtype) => new Transform(image => functional.convert_image_dtype(image, dtype));

        /// <inheritdoc cref="ConvertImageDtype"/>
        public static ITransform ConvertImageDType(ScalarType dtype) => ConvertImageDtype(dtype);

        /// <summary>Grey.</summary>
        public static ITransform Grayscale(int outputChannels = 1) => new Transform(image => functional.rgb_to_grayscale(image, outputChannels));
    }
}
