using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = exp(x).</summary>
            public class ExpTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real;

                public override constraints.Constraint codomain => constraints.positive;

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => x.exp();

                protected internal override Tensor _inverse(Tensor y) => y.log();

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => x;
            }

            /// <summary>y = ln(x).</summary>
            public class LogTransform : Transform
            {
                public override constraints.Constraint domain => constraints.positive;

                public override constraints.Constraint codomain => constraints.real;

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => x.log();

                protected internal override Tensor _inverse(Tensor y) => y.exp();

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -y;
            }

            /// <summary>y = 1 / (1 + exp(-x)), kept off 0 and 1.</summary>
            public class SigmoidTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real;

                public override constraints.Constraint codomain => constraints.unit_interval;

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => Tidy(() => x.sigmoid().clamp(Precision.Tiny(x.dtype), 1 - Precision.Epsilon(x.dtype)));

                protected internal override Tensor _inverse(Tensor y) => Tidy(() =>
                {
                    var inside = y.clamp(Precision.Tiny(y.dtype), 1 - Precision.Epsilon(y.dtype));
                    return inside.log() - (-inside).log1p();
                });

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => Tidy(() => -(-x).softplus() - x.softplus());
            }

            /// <summary>y = ln(1 + exp(x)).</summary>
            public class SoftplusTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real;

                public override constraints.Constraint codomain => constraints.positive;

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => x.softplus();

                protected internal override Tensor _inverse(Tensor y) => Tidy(() => (-y).expm1().neg().log() + y);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => Tidy(() => -(-x).softplus());
            }

            /// <summary>y = tanh(x).</summary>
            public class TanhTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real;

                public override constraints.Constraint codomain => constraints.interval(-1, 1);

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => x.tanh();

                protected internal override Tensor _inverse(Tensor y) => y.atanh();

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => Tidy(() => 2 * (Math.Log(2) - x - (-2 * x).softplus()));
            }

            /// <summary>y = |x|; of the two inverses, the positive one.</summary>
            public class AbsTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real;

                public override constraints.Constraint codomain => constraints.positive;

                protected internal override Tensor _call(Tensor x) => x.abs();

                protected internal override Tensor _inverse(Tensor y) => y;
            }

            /// <summary>Probabilities from logarithms of weights; the inverse gives those that are logarithms of probabilities.</summary>
            public class SoftmaxTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real_vector;

                public override constraints.Constraint codomain => constraints.simplex;

                protected internal override Tensor _call(Tensor x) => Tidy(() =>
                {
                    var weights = (x - x.max(-1, true).values).exp();
                    return weights / weights.sum(-1, true);
                });

                protected internal override Tensor _inverse(Tensor y) => y.log();
            }
        }
    }
}
