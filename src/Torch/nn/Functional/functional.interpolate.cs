namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Makes images (or sequences, or volumes) of another size.</summary>
            /// <param name="x">[batch, channels, ...] with one to three directions.</param>
            /// <param name="size">The new size, one number per direction; or:</param>
            /// <param name="scale_factor">The factors, one per direction.</param>
            /// <param name="mode">How values between pixels are found.</param>
            /// <param name="align_corners">Whether the centres of the corners' pixels stay in place; only for linear and cubic modes.</param>
            /// <param name="recompute_scale_factor">Computes with the factor that the rounded size gives, not with the one given.</param>
            /// <param name="antialias">Smooths when images become smaller; only bilinear and bicubic.</param>
            /// <exception cref="ArgumentException">The arguments do not fit together.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                var directions = (int)x.ndim - 2;
                if (size is not null && scale_factor is not null) throw new ArgumentException("only one of size or scale_factor should be defined");
                if (size is null && scale_factor is null) throw new ArgumentException("either size or scale_factor should be defined");
                if ((size?.Length ?? scale_factor!.Length) is var given && given != directions) throw new ArgumentException($"interpolate needs one size or factor per direction of [batch, channels, ...]: {Math.Max(directions, 0)} for {x.ndim} dimensions, but got {given}.");
                var exact = mode is InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Area;
                if (exact && align_corners is not null) throw new ArgumentException("align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear");
                if (antialias && (mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic) || directions != 2)) throw new ArgumentException("Anti-alias option is only supported for bilinear and bicubic modes and 4D input");
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    var shape = x.shape;
                    (size, scale_factor) = ([.. scale_factor.Select((factor, i) => (long)Math.Floor(shape[i + 2] * factor))], null);
                }
                if (mode == InterpolationMode.Area) return AdaptiveMean(x, size!);
                var corners = align_corners ?? false;
                return (mode, directions, antialias) switch
                {
                    (InterpolationMode.Nearest, 1, _) => Ops.upsample_nearest1d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.Nearest, 2, _) => Ops.upsample_nearest2d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.Nearest, 3, _) => Ops.upsample_nearest3d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 1, _) => Ops._upsample_nearest_exact1d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 2, _) => Ops._upsample_nearest_exact2d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 3, _) => Ops._upsample_nearest_exact3d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.Linear, 1, _) => Ops.upsample_linear1d_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 2, false) => Ops.upsample_bilinear2d_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 2, true) => Ops._upsample_bilinear2d_aa_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 2, false) => Ops.upsample_bicubic2d_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 2, true) => Ops._upsample_bicubic2d_aa_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Trilinear, 3, _) => Ops.upsample_trilinear3d_vec.Call(x, size, corners, scale_factor),
                    _ => throw new ArgumentException($"Got {x.ndim}D input, but {mode.ToString().ToLowerInvariant()} mode needs {mode switch { InterpolationMode.Linear => "3D", InterpolationMode.Bilinear or InterpolationMode.Bicubic => "4D", InterpolationMode.Trilinear => "5D", _ => "3D, 4D or 5D" }} input"),
                };
            }

            static Tensor AdaptiveMean(Tensor x, long[] size) => size.Length switch
            {
                1 => adaptive_avg_pool1d(x, size[0]),
                2 => adaptive_avg_pool2d(x, size),
                _ => adaptive_avg_pool3d(x, size),
            };

            /// <summary>As <see cref="interpolate"/>.</summary>
            public static Tensor upsample(Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            /// <summary>Bilinear <see cref="interpolate"/>.</summary>
            public static Tensor upsample_bilinear(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                upsample(x, size, scale_factor, UpsampleMode.Bilinear, align_corners);

            /// <summary><see cref="interpolate"/> with the nearest pixels; align_corners has no effect.</summary>
            public static Tensor upsample_nearest(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                upsample(x, size, scale_factor, UpsampleMode.Nearest, align_corners);

            /// <summary>Sequences of another length, by the nearest element; either the length or a factor is given.</summary>
            public static Tensor upsample_nearest1d(Tensor input, long? outputSize, double? scaleFactor) =>
                Ops.upsample_nearest1d_vec.Call(input, outputSize is { } size ? [size] : (long[]?)null, scaleFactor is { } factor ? [factor] : (double[]?)null);

            /// <summary>Images of another size, by the nearest pixel; either sizes or factors are given.</summary>
            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) => Ops.upsample_nearest2d_vec.Call(input, outputSizes, scaleFactors);

            /// <summary>Volumes of another size, by the nearest element; either sizes or factors are given.</summary>
            public static Tensor upsample_nearest3d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) => Ops.upsample_nearest3d_vec.Call(input, outputSizes, scaleFactors);

            /// <summary>The gradient of upsample_nearest1d.</summary>
            /// <param name="grad_output">The gradient of its result.</param>
            /// <param name="outputSize">The length of its result; by default that of grad_output.</param>
            /// <param name="inputSize">The length of its input.</param>
            /// <param name="scaleFactor">The factor, if it was given instead of a length.</param>
            public static Tensor upsample_nearest1d_backward(Tensor grad_output, long? outputSize, long inputSize, double? scaleFactor) =>
                Ops.upsample_nearest1d_backward.Call(grad_output, outputSize ?? grad_output.shape[2], Whole(grad_output, [inputSize], 1), scaleFactor);

            /// <summary>The gradient of upsample_nearest2d; inputSizes is the shape of its input, whole or without batch and channels.</summary>
            public static Tensor upsample_nearest2d_backward(Tensor grad_output, long[] inputSizes, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                Ops.upsample_nearest2d_backward.Call(grad_output, outputSizes ?? grad_output.shape[2..], Whole(grad_output, inputSizes, 2), scaleFactors?[0], scaleFactors?[1]);

            /// <summary>The gradient of upsample_nearest3d; inputSizes is the shape of its input, whole or without batch and channels.</summary>
            public static Tensor upsample_nearest3d_backward(Tensor grad_output, long[] inputSizes, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                Ops.upsample_nearest3d_backward.Call(grad_output, outputSizes ?? grad_output.shape[2..], Whole(grad_output, inputSizes, 3), scaleFactors?[0], scaleFactors?[1], scaleFactors?[2]);

            static long[] Whole(Tensor gradient, long[] sizes, int directions) => sizes.Length == directions ? [.. gradient.shape[..2], .. sizes] : sizes;
        }
    }
}
