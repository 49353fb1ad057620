using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>The image turned anticlockwise around its middle or another point.</summary>
            /// <param name="img">The image.</param>
            /// <param name="angle">The angle in degrees.</param>
            /// <param name="interpolation">Nearest or Bilinear.</param>
            /// <param name="expand">Makes the result large enough for the whole turned image (around its middle).</param>
            /// <param name="center">The point that stays: x, y.</param>
            /// <param name="fill">What is put where no image was: a number, or one per channel; zero if not given.</param>
            public static Tensor rotate(Tensor img, float angle, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false, (int, int)? center = null, IList<float>? fill = null)
            {
                Images.Check(img);
                var (height, width) = (Images.Height(img), Images.Width(img));
                var point = center is { } c ? (c.Item1 - width * 0.5, c.Item2 - height * 0.5) : (0, 0);
                var map = PlaneMap.Inverse(point, -angle, (0, 0), 1, (0, 0));
                var (outHeight, outWidth) = expand ? map.SizeOfImage(height, width) : (height, width);
                return GridTransform.Apply(img, () => map.Grid(height, width, outHeight, outWidth, GridTransform.TypeFor(img), img.device), interpolation, fill);
            }

            /// <summary>The image turned clockwise, scaled, sheared and moved, around its middle.</summary>
            /// <param name="img">The image.</param>
            /// <param name="shear">Angles of shear in degrees: along x, or along x and y.</param>
            /// <param name="angle">The angle of rotation in degrees.</param>
            /// <param name="translate">How far to the right and down, in pixels.</param>
            /// <param name="scale">The factor of size.</param>
            /// <param name="interpolation">Nearest or Bilinear.</param>
            /// <param name="fill">What is put where no image was; zero if not given.</param>
            /// <exception cref="ArgumentException">A list has too many or too few numbers, or the scale is not positive.</exception>
            public static Tensor affine(Tensor img, IList<float>? shear = null, float angle = 0, IList<int>? translate = null, float scale = 1, InterpolationMode interpolation = InterpolationMode.Nearest, float? fill = null)
            {
                Images.Check(img);
                if (scale <= 0) throw new ArgumentException($"The scale must be positive, but is {scale}.");
                var (shearX, shearY) = shear is null or [] ? (0f, 0f) : shear is [var only] ? (only, 0f) : shear is [var x, var y] ? (x, y) : throw new ArgumentException($"shear needs 1 or 2 angles, but got {shear.Count}.");
                var (moveX, moveY) = translate is null or [] ? (0, 0) : translate is [var right, var down] ? (right, down) : throw new ArgumentException($"translate needs 2 numbers, but got {translate.Count}.");
                return Affine(img, (0, 0), angle, (moveX, moveY), scale, (shearX, shearY), interpolation, fill is { } value ? [value] : null);
            }

            public static Tensor affine(Tensor img, float shear, float angle = 0, IList<int>? translate = null, float scale = 1, InterpolationMode interpolation = InterpolationMode.Nearest, float? fill = null) =>
                affine(img, [shear], angle, translate, scale, interpolation, fill);

            internal static Tensor Affine(Tensor img, (double, double) center, double angle, (double, double) translate, double scale, (double, double) shear, InterpolationMode interpolation, IList<float>? fill)
            {
                var (height, width) = (Images.Height(img), Images.Width(img));
                var map = PlaneMap.Inverse(center, angle, translate, scale, shear);
                return GridTransform.Apply(img, () => map.Grid(height, width, height, width, GridTransform.TypeFor(img), img.device), interpolation, fill);
            }

            /// <summary>The image seen from elsewhere: four points move to four others.</summary>
            /// <param name="img">The image.</param>
            /// <param name="startpoints">Four points [x, y].</param>
            /// <param name="endpoints">Where they go.</param>
            /// <param name="interpolation">Nearest or Bilinear.</param>
            /// <param name="fill">What is put where no image was: a number, or one per channel; zero if not given.</param>
            /// <exception cref="ArgumentException">There are not four points of two coordinates each, or three of them lie on a line.</exception>
            public static Tensor perspective(Tensor img, IList<IList<int>> startpoints, IList<IList<int>> endpoints, InterpolationMode interpolation = InterpolationMode.Bilinear, IList<float>? fill = null)
            {
                Images.Check(img);
                var map = PerspectiveMap.Between(startpoints, endpoints);
                return GridTransform.Apply(img, () => map.Grid(Images.Height(img), Images.Width(img), GridTransform.TypeFor(img), img.device), interpolation, fill);
            }
        }
    }
}
