namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>max(x, 0).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Ops.relu_.Mutate(x) : Ops.relu.Call(x);

            /// <summary>x limited to [0, 6].</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? Ops.relu6_.Mutate(x) : Ops.relu6.Call(x);

            /// <summary>x where positive, else negative_slope x.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Ops.leaky_relu_.Mutate(input, negative_slope) : Ops.leaky_relu.Call(input, negative_slope);

            /// <summary>x where positive, else x times the mean of the slopes lower and upper.</summary>
            public static Tensor rrelu(Tensor x, double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false) => rrelu(x, lower, upper, false, inplace);

            /// <summary>In training, every negative element is multiplied by a slope of its own, drawn uniformly.</summary>
            internal static Tensor rrelu(Tensor x, double lower, double upper, bool training, bool inplace) =>
                inplace ? Ops.rrelu_.Mutate(x, lower, upper, training) : Ops.rrelu.Call(x, lower, upper, training);

            /// <summary>x where positive, else alpha (exp(x) - 1).</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => inplace ? Ops.elu_.Mutate(x, alpha) : Ops.elu.Call(x, alpha);

            /// <summary>x where positive, else alpha (exp(x / alpha) - 1).</summary>
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) => inplace ? Ops.celu_.Mutate(x, alpha) : Ops.celu.Call(x, alpha);

            /// <summary>elu, scaled so that mean 0 and variance 1 persist (Klambauer et al. 2017, arXiv:1706.02515).</summary>
            public static Tensor selu(Tensor x, bool inplace = false) => inplace ? Ops.selu_.Mutate(x) : Ops.selu.Call(x);

            /// <summary>x times the probability that a standard normal number is less than x.</summary>
            public static Tensor gelu(Tensor x) => gelu(x, Modules.GELU.Approximate.none);
            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);
            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate, bool inplace = false) =>
                inplace ? Ops.gelu_.Mutate(x, approximate.ToString()) : Ops.gelu.Call(x, approximate.ToString());

            /// <summary>x times its sigmoid.</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Ops.silu_.Mutate(x) : Ops.silu.Call(x);

            /// <summary>x times its sigmoid.</summary>
            public static Tensor SiLU(Tensor x, bool inplace = false) => silu(x, inplace);

            /// <summary>x tanh(log(1 + exp(x))).</summary>
            public static Tensor mish(Tensor x, bool inplace = false) => inplace ? Ops.mish_.Mutate(x) : Ops.mish.Call(x);

            /// <summary>Hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_() : x.tanh();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_() : x.sigmoid();

            /// <summary>x / 6 + 1 / 2, limited to [0, 1].</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => inplace ? Ops.hardsigmoid_.Mutate(input) : Ops.hardsigmoid.Call(input);

            /// <summary>x times its hardsigmoid.</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? Ops.hardswish_.Mutate(input) : Ops.hardswish.Call(input);

            /// <summary>x limited to [min_val, max_val].</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                inplace ? Ops.hardtanh_.Mutate(x, min_val, max_val) : Ops.hardtanh.Call(x, min_val, max_val);

            /// <summary>x limited to [min_val, max_val].</summary>
            public static Tensor Hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) => hardtanh(x, min_val, max_val, inplace);

            /// <summary>x where it is above the threshold, else value.</summary>
            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                inplace ? Ops.threshold_.Mutate(x, threshold, value) : Ops.threshold.Call(x, threshold, value);

            /// <summary>x where it is above the threshold, else value.</summary>
            public static Tensor Threshold(Tensor x, double threshold, double value, bool inplace = false) => functional.threshold(x, threshold, value, inplace);

            /// <summary>x / (1 + |x|).</summary>
            public static Tensor softsign(Tensor x, bool inplace = false)
            {
                using var magnitude = x.abs();
                using var divisor = magnitude.add(1);
                return inplace ? x.div_(divisor) : x.div(divisor);
            }

            /// <summary>x / (1 + |x|).</summary>
            public static Tensor Softsign(Tensor x) => softsign(x);

            /// <summary>x - tanh(x).</summary>
            public static Tensor tanhshrink(Tensor x, bool inplace = false)
            {
                using var limited = x.tanh();
                return inplace ? x.sub_(limited) : x.sub(limited);
            }

            /// <summary>x - tanh(x).</summary>
            public static Tensor Tanhshrink(Tensor x) => tanhshrink(x);

            /// <summary>softmax of -x.</summary>
            public static Tensor softmin(Tensor x, long dim)
            {
                using var negative = x.neg();
                return softmax(negative, dim);
            }
        }
    }
}
