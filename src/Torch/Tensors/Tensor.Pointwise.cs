namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>e to the power of each element.</summary>
        public Tensor exp() => Ops.exp.Call(this);

        /// <summary>Natural logarithm of each element.</summary>
        public Tensor log() => Ops.log.Call(this);

        /// <summary>Square root of each element.</summary>
        public Tensor sqrt() => Ops.sqrt.Call(this);

        /// <summary>Magnitude of each element.</summary>
        public Tensor abs() => Ops.abs.Call(this);

        /// <summary>Hyperbolic tangent of each element.</summary>
        public Tensor tanh() => Ops.tanh.Call(this);

        /// <summary>1 / (1 + exp(-x)) of each element.</summary>
        public Tensor sigmoid() => Ops.sigmoid.Call(this);

        /// <summary>max(x, 0) of each element.</summary>
        public Tensor relu() => Ops.relu.Call(this);

        /// <summary>-1, 0 or 1: the sign of each element.</summary>
        public Tensor sign() => Ops.sign.Call(this);

        /// <summary>The negative of each element.</summary>
        public Tensor neg() => Ops.neg.Call(this);

        /// <summary>Sine of each element.</summary>
        public Tensor sin() => Ops.sin.Call(this);

        /// <summary>Cosine of each element.</summary>
        public Tensor cos() => Ops.cos.Call(this);

        /// <summary>ln(1 + x) of each element.</summary>
        public Tensor log1p() => Ops.log1p.Call(this);

        /// <summary>exp(x) - 1 of each element.</summary>
        public Tensor expm1() => Ops.expm1.Call(this);

        /// <summary>Logarithm to base 2 of each element.</summary>
        public Tensor log2() => Ops.log2.Call(this);

        /// <summary>Logarithm to base 10 of each element.</summary>
        public Tensor log10() => Ops.log10.Call(this);

        /// <summary>1 / sqrt(x) of each element.</summary>
        public Tensor rsqrt() => Ops.rsqrt.Call(this);

        /// <summary>1 / x of each element.</summary>
        public Tensor reciprocal() => Ops.reciprocal.Call(this);

        /// <summary>Each element rounded down.</summary>
        public Tensor floor() => Ops.floor.Call(this);

        /// <summary>Each element rounded up.</summary>
        public Tensor ceil() => Ops.ceil.Call(this);

        /// <summary>Square of each element.</summary>
        public Tensor square() => Ops.square.Call(this);

        /// <summary>Error function of each element.</summary>
        public Tensor erf() => Ops.erf.Call(this);

        /// <summary>True where the element is neither infinite nor NaN.</summary>
        public Tensor isfinite() => Ops.isfinite.Call(this);

        /// <summary>True where the element is NaN.</summary>
        public Tensor isnan() => Ops.isnan.Call(this);

        /// <summary>True where the element is infinite.</summary>
        public Tensor isinf() => Ops.isinf.Call(this);

        /// <summary>True where the element is zero.</summary>
        public Tensor logical_not() => Ops.logical_not.Call(this);

        /// <summary>x * sigmoid(x) of each element.</summary>
        public Tensor silu() => Ops.silu.Call(this);

        /// <summary>Each element rounded towards zero.</summary>
        public Tensor trunc() => Ops.trunc.Call(this);

        // The same in place.
        public Tensor exp_() => Ops.exp_.Mutate(this);
        public Tensor log_() => Ops.log_.Mutate(this);
        public Tensor sqrt_() => Ops.sqrt_.Mutate(this);
        public Tensor abs_() => Ops.abs_.Mutate(this);
        public Tensor tanh_() => Ops.tanh_.Mutate(this);
        public Tensor sigmoid_() => Ops.sigmoid_.Mutate(this);
        public Tensor relu_() => Ops.relu_.Mutate(this);
        public Tensor sign_() => Ops.sign_.Mutate(this);
        public Tensor neg_() => Ops.neg_.Mutate(this);
        public Tensor sin_() => Ops.sin_.Mutate(this);
        public Tensor cos_() => Ops.cos_.Mutate(this);
        public Tensor reciprocal_() => Ops.reciprocal_.Mutate(this);
        public Tensor floor_() => Ops.floor_.Mutate(this);
        public Tensor ceil_() => Ops.ceil_.Mutate(this);
    }

    /// <summary>e to the power of each element.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>Natural logarithm of each element.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>Square root of each element.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>Magnitude of each element.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>Hyperbolic tangent of each element.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>1 / (1 + exp(-x)) of each element.</summary>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <summary>-1, 0 or 1: the sign of each element.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>The negative of each element.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>Sine of each element.</summary>
    public static Tensor sin(Tensor input) => input.sin();

    /// <summary>Cosine of each element.</summary>
    public static Tensor cos(Tensor input) => input.cos();

    /// <summary>ln(1 + x) of each element.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>exp(x) - 1 of each element.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>Logarithm to base 2 of each element.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>Logarithm to base 10 of each element.</summary>
    public static Tensor log10(Tensor input) => input.log10();

    /// <summary>1 / sqrt(x) of each element.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>1 / x of each element.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>Each element rounded down.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>Each element rounded up.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>Square of each element.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>Error function of each element.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>True where the element is neither infinite nor NaN.</summary>
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    /// <summary>True where the element is NaN.</summary>
    public static Tensor isnan(Tensor input) => input.isnan();

    /// <summary>True where the element is infinite.</summary>
    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    /// <summary>True where the element is zero.</summary>
    public static Tensor logical_not(Tensor input) => input.logical_not();

    /// <summary>Each element rounded towards zero.</summary>
    public static Tensor trunc(Tensor input) => input.trunc();

    public static Tensor exp_(Tensor input) => input.exp_();
    public static Tensor log_(Tensor input) => input.log_();
    public static Tensor sqrt_(Tensor input) => input.sqrt_();
    public static Tensor abs_(Tensor input) => input.abs_();
    public static Tensor tanh_(Tensor input) => input.tanh_();
    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
    public static Tensor sign_(Tensor input) => input.sign_();
    public static Tensor neg_(Tensor input) => input.neg_();
    public static Tensor sin_(Tensor input) => input.sin_();
    public static Tensor cos_(Tensor input) => input.cos_();
    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();
    public static Tensor floor_(Tensor input) => input.floor_();
    public static Tensor ceil_(Tensor input) => input.ceil_();
}
