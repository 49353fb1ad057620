namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Values of images at the places of a grid, whose coordinates run from -1 to 1, x first.</summary>
            /// <param name="input">[batch, channels, height, width], or with a depth before the height.</param>
            /// <param name="grid">[batch, out height, out width, 2], or with a depth and 3 coordinates.</param>
            /// <param name="mode">How values between pixels are found.</param>
            /// <param name="padding_mode">What lies outside.</param>
            /// <param name="align_corners">Whether -1 and 1 are the centres of the border's pixels; else their outer edges.</param>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null) =>
                Ops.grid_sampler.Call(input, grid, mode == GridSampleMode.Bilinear ? 0 : 1, padding_mode switch { GridSamplePaddingMode.Zeros => 0, GridSamplePaddingMode.Border => 1, _ => 2 }, align_corners ?? false);

            /// <summary>The grid for grid_sample that an affine map makes: theta has the shape [batch, 2, 3], or [batch, 3, 4] for volumes.</summary>
            /// <param name="theta">The maps.</param>
            /// <param name="size">The shape of the images that grid_sample shall give.</param>
            /// <param name="align_corners">As for grid_sample.</param>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false)
            {
                ArgumentNullException.ThrowIfNull(size);
                return Ops.affine_grid_generator.Call(theta, size, align_corners);
            }

            /// <summary>Widens (or, by negative numbers, narrows) the last dimensions at both ends.</summary>
            /// <param name="input">The tensor.</param>
            /// <param name="pad">Two numbers per dimension, the last dimension first; one number is for all ends of all dimensions.</param>
            /// <param name="mode">What the new places hold.</param>
            /// <param name="value">The value of constant padding.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => Ops.pad.Call(input, pad, Name(mode), value);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, Sizes.Ends(pad), mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, Sizes.Ends(pad), mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, Sizes.Ends(pad, (int)input.ndim), mode, value);

            /// <summary>Deals the channels of each group out in turn (Zhang et al. 2017, arXiv:1707.01083).</summary>
            internal static Tensor ShuffleChannels(Tensor input, long groups) => Ops.channel_shuffle.Call(input, groups);

            /// <summary>Splits one dimension into several.</summary>
            internal static Tensor SplitDimension(Tensor input, long dim, long[] sizes) => Ops.unflatten_int.Call(input, dim, sizes);

            static string Name(PaddingModes mode) => mode switch
            {
                PaddingModes.Reflect => "reflect",
                PaddingModes.Replicate => "replicate",
                PaddingModes.Circular => "circular",
                _ => "constant",
            };
        }
    }
}
