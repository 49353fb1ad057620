using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Weight and bias of a convolution that does what a convolution and the batch norm after it do in evaluation.</summary>
            /// <param name="conv_w">The convolution's weight.</param>
            /// <param name="conv_b">Its bias, or null.</param>
            /// <param name="bn_rm">The batch norm's running mean.</param>
            /// <param name="bn_rv">Its running variance.</param>
            /// <param name="bn_eps">What it adds to variances.</param>
            /// <param name="bn_w">Its weight, or null.</param>
            /// <param name="bn_b">Its bias, or null.</param>
            /// <param name="transpose">True for a transposed convolution.</param>
            public static (Parameter weight, Parameter bias) fuse_conv_bn_weights(Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b, bool transpose = false)
            {
                long[] channels = [transpose ? 1 : -1, transpose ? -1 : 1, .. Enumerable.Repeat(1L, (int)conv_w.dim() - 2)];
                return Fuse(conv_w, channels, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b);
            }

            /// <summary>As <see cref="fuse_conv_bn_weights"/>, for a linear map.</summary>
            public static (Parameter weight, Parameter bias) fuse_linear_bn_weights(Tensor linear_w, Tensor? linear_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b) =>
                Fuse(linear_w, [-1, 1], linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b);

            /// <summary>A linear map that does what <paramref name="linear"/> and the batch norm after it do in evaluation.</summary>
            /// <exception cref="ArgumentException">One of them is in training mode, or the batch norm has no running statistics.</exception>
            public static Linear fuse_linear_bn_eval(Linear linear, BatchNorm bn)
            {
                if (linear.training || bn.training) throw new ArgumentException("Only modules in evaluation mode can be fused: call eval() on both first.");
                if (bn.running_mean is null || bn.running_var is null) throw new ArgumentException("The batch norm has no running statistics, so that it cannot be fused.", nameof(bn));
                var (weight, bias) = fuse_linear_bn_weights(linear.weight, linear.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias);
                var fused = Linear(weight, bias);
                fused.eval();
                return fused;
            }

            static (Parameter Weight, Parameter Bias) Fuse(Tensor weight, long[] channels, Tensor? bias, Tensor mean, Tensor variance, double eps, Tensor? scale, Tensor? shift)
            {
                using var scope = NewDisposeScope();
                using var quiet = no_grad();
                var factor = (variance + eps).rsqrt();
                if (scale is not null) factor *= scale;
                var centred = bias is null ? -mean : bias - mean;
                var fused = centred * factor;
                var result = (new Parameter(weight * factor.reshape(channels)), new Parameter(shift is null ? fused : fused + shift));
                return scope.MoveToOuter(result.Item1, result.Item2);
            }
        }
    }
}
