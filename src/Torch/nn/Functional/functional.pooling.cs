namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Maxima of as many windows as asked for.</summary>
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => First(adaptive_max_pool1d_with_indices(input, output_size));

            /// <summary>Maxima of as many windows as asked for.</summary>
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) => First(adaptive_max_pool2d_with_indices(input, output_size));

            /// <summary>Maxima of as many windows as asked for.</summary>
            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) => First(adaptive_max_pool3d_with_indices(input, output_size));

            /// <summary>The gradient of adaptive_avg_pool3d, written to gradInput, which is returned.</summary>
            public static Tensor adaptive_avg_pool3d_backward(Tensor gradInput, Tensor gradOutput, Tensor originalInput)
            {
                Ops.adaptive_avg_pool3d_backward_grad_input.Do(gradOutput, originalInput, gradInput);
                return gradInput;
            }

            /// <summary>The norm_type-norm of each window; the root of a sum, not of a mean.</summary>
            public static Tensor lp_pool1d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false)
            {
                using var powers = input.pow(norm_type);
                using var means = avg_pool1d(powers, kernel_size, stride, 0, ceil_mode);
                return Root(means, kernel_size, norm_type);
            }

            /// <summary>The norm_type-norm of each window; the root of a sum, not of a mean.</summary>
            public static Tensor lp_pool2d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) =>
                lp_pool2d(input, norm_type, Sizes.Two(kernel_size), Sizes.Two(stride), ceil_mode);

            public static Tensor lp_pool2d(Tensor input, double norm_type, long[] kernel_size, long[]? stride = null, bool ceil_mode = false)
            {
                using var powers = input.pow(norm_type);
                using var means = avg_pool2d(powers, kernel_size, stride, null, ceil_mode);
                return Root(means, kernel_size[0] * kernel_size[^1], norm_type);
            }

            /// <summary>Negative means, which odd norms may have, keep the gradient defined: they are cut to zero.</summary>
            static Tensor Root(Tensor means, long count, double norm)
            {
                using var scope = NewDisposeScope();
                return means.sign().mul(relu(means.abs())).mul(count).pow(1 / norm).MoveToOuterDisposeScope();
            }

            /// <summary>Puts maxima back where max_pool1d_with_indices found them; everything else is zero.</summary>
            /// <param name="input">The maxima.</param>
            /// <param name="indices">Their positions.</param>
            /// <param name="kernel_size">The window's size.</param>
            /// <param name="stride">How far the window moved; its size if not given.</param>
            /// <param name="padding">How far the border was widened.</param>
            /// <param name="output_size">The size of the result, where several sizes could have been pooled to the input's: the last dimension, or all.</param>
            public static Tensor max_unpool1d(Tensor input, Tensor indices, long kernel_size, long? stride = null, long? padding = null, long[]? output_size = null)
            {
                var size = UnpooledSize(input, 1, [kernel_size], stride is { } s ? [s] : null, padding is { } p ? [p] : null, output_size);
                using var images = input.unsqueeze(-1);
                using var positions = indices.unsqueeze(-1);
                using var result = Ops.max_unpool2d.Call(images, positions, (long[])[size[0], 1]);
                return result.squeeze(-1);
            }

            /// <summary>Puts maxima back where max_pool2d_with_indices found them; everything else is zero.</summary>
            public static Tensor max_unpool2d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Ops.max_unpool2d.Call(input, indices, UnpooledSize(input, 2, kernel_size, stride, padding, output_size));

            /// <summary>Puts maxima back where max_pool3d_with_indices found them; everything else is zero.</summary>
            public static Tensor max_unpool3d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Ops.max_unpool3d.Call(input, indices, UnpooledSize(input, 3, kernel_size, stride, padding, output_size), stride ?? kernel_size, padding ?? [0, 0, 0]);

            /// <exception cref="ArgumentException">The size asked for has the wrong number of dimensions, or could not have been pooled to the input's.</exception>
            static long[] UnpooledSize(Tensor input, int directions, long[] kernel, long[]? stride, long[]? padding, long[]? wanted)
            {
                stride ??= kernel;
                var usual = new long[directions];
                for (var i = 0; i < directions; i++) usual[i] = (input.shape[^(directions - i)] - 1) * stride[i % stride.Length] - 2 * (padding?[i % padding.Length] ?? 0) + kernel[i % kernel.Length];
                if (wanted is null) return usual;
                if (wanted.Length != directions && wanted.Length != directions + 2) throw new ArgumentException($"output_size should be a sequence containing {directions} or {directions + 2} elements, but it has a length of '{wanted.Length}'");
                wanted = wanted[^directions..];
                for (var i = 0; i < directions; i++)
                    if (Math.Abs(wanted[i] - usual[i]) >= stride[i % stride.Length])
                        throw new ArgumentException($"invalid output_size [{string.Join(", ", wanted)}]: each must be less than the stride away from [{string.Join(", ", usual)}]");
                return wanted;
            }

            static Tensor First((Tensor First, Tensor Second) pair)
            {
                pair.Second.Dispose();
                return pair.First;
            }
        }
    }
}
