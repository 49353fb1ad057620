using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>The image with a border around it.</summary>
            /// <param name="input">The image.</param>
            /// <param name="padding">One width for all sides; or left and right's, top and bottom's; or left, top, right, bottom.</param>
            /// <param name="fill">The value of a constant border.</param>
            /// <param name="padding_mode">What the border holds.</param>
            /// <exception cref="ArgumentException">There are not 1, 2 or 4 widths.</exception>
            public static Tensor pad(Tensor input, long[] padding, double fill = 0, PaddingModes padding_mode = PaddingModes.Constant)
            {
                Images.Check(input);
                var (left, top, right, bottom) = padding switch
                {
                    [var all] => (all, all, all, all),
                    [var x, var y] => (x, y, x, y),
                    [var l, var t, var r, var b] => (l, t, r, b),
                    _ => throw new ArgumentException($"pad needs 1, 2 or 4 numbers, but got {padding.Length}."),
                };
                long[] ends = [left, right, top, bottom];
                if (padding_mode is PaddingModes.Constant or PaddingModes.Zeros) return nn.functional.pad(input, ends, PaddingModes.Constant, padding_mode == PaddingModes.Zeros ? 0 : fill);
                return Images.Compute(input, x => nn.functional.pad(x, ends, padding_mode));
            }

            public static Tensor pad(Tensor input, ReadOnlySpan<long> padding, double fill = 0, PaddingModes padding_mode = PaddingModes.Constant) => pad(input, padding.ToArray(), fill, padding_mode);

            public static Tensor pad(Tensor input, long padding, double fill = 0, PaddingModes padding_mode = PaddingModes.Constant) => pad(input, new[] { padding }, fill, padding_mode);

            public static Tensor pad(Tensor input, (long, long) padding, double fill = 0, PaddingModes padding_mode = PaddingModes.Constant) => pad(input, new[] { padding.Item1, padding.Item2 }, fill, padding_mode);

            public static Tensor pad(Tensor input, (long, long, long, long) padding, double fill = 0, PaddingModes padding_mode = PaddingModes.Constant) =>
                pad(input, new[] { padding.Item1, padding.Item2, padding.Item3, padding.Item4 }, fill, padding_mode);
        }
    }
}
