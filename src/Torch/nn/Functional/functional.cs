namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The computations of layers, without their parameters.</summary>
        public static partial class functional
        {
            static readonly long[] One = [1], Zero = [0], None = [];

            static string Name(Padding padding) => padding == Padding.Same ? "same" : "valid";

            /// <summary>A vector with a one at each class number.</summary>
            /// <exception cref="ArgumentException">The class numbers are not of type Int64.</exception>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => x.dtype == ScalarType.Int64
                ? Ops.one_hot.Call(x, num_classes)
                : throw new ArgumentException($"one_hot needs class numbers of type Int64, but got {x.dtype}; convert them with to(ScalarType.Int64).");

            /// <summary>x divided by its p-norm along a dimension, which counts at least eps.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var norm = Ops.norm_ScalarOpt_dim.Call(input, p, (long[])[dim], true);
                using var divisor = norm.clamp_min(eps);
                return input / divisor;
            }

            /// <summary>Divides by a power of the mean square of neighbouring channels (Krizhevsky et al. 2012).</summary>
            /// <param name="input">[batch, channels, ...], with at least three dimensions.</param>
            /// <param name="size">How many channels are neighbours, the middle one included.</param>
            /// <param name="alpha">The factor of the mean square.</param>
            /// <param name="beta">The power.</param>
            /// <param name="k">Added to the mean square.</param>
            /// <exception cref="ArgumentException">The input has fewer than three dimensions.</exception>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 1e-4, double beta = 0.75, double k = 1)
            {
                if (input.ndim < 3) throw new ArgumentException($"local_response_norm needs [batch, channels, ...] with at least 3 dimensions, but got {input.ndim}.");
                using var scope = NewDisposeScope();
                var shape = input.shape;
                var channels = input.mul(input).reshape(shape[0], 1, shape[1], shape[2..].Aggregate(1L, (product, n) => product * n));
                var padded = Ops.pad.Call(channels, (long[])[0, 0, size / 2, (size - 1) / 2]);
                var means = avg_pool2d(padded, (size, 1), stride: (1, 1)).reshape(shape);
                return input.div(means.mul(alpha).add(k).pow(beta)).MoveToOuterDisposeScope();
            }
        }
    }
}
