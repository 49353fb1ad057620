using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>One-hot vectors.</summary>
            public class _OneHot : Constraint
            {
                public _OneHot() : base(true, 1)
                {
                }

                public override Tensor check(Tensor value) => Tidy(() => boolean.check(value).all(-1) & value.sum(-1).eq(1));
            }

            /// <summary>Vectors of probabilities that sum to 1.</summary>
            public class _Simplex : Constraint
            {
                public _Simplex() : base(false, 1)
                {
                }

                public override Tensor check(Tensor value) => Tidy(() => value.ge(0).all(-1) & (value.sum(-1) - 1).abs().lt(1e-6));
            }

            /// <summary>Vectors of counts that sum to at most a limit.</summary>
            public class _Multinomial : Constraint
            {
                public _Multinomial(long upper_bound) : base(true, 1) => this.upper_bound = upper_bound;

                /// <summary>The upper limit.</summary>
                public long upper_bound { get; }

                public override Tensor check(Tensor x) => Tidy(() => x.ge(0).all(-1) & x.sum(-1).le(upper_bound));

                public override string ToString() => FormattableString.Invariant($"Multinomial(upper_bound={upper_bound})");
            }
        }
    }
}
