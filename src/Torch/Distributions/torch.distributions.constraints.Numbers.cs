using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>All numbers but NaN.</summary>
            public class _Real : Constraint
            {
                public override Tensor check(Tensor value) => value.eq(value);
            }

            /// <summary>Above a limit.</summary>
            public class _GreaterThan : Constraint
            {
                public _GreaterThan(double lower_bound) => this.lower_bound = lower_bound;

                /// <summary>The lower limit.</summary>
                public double lower_bound { get; }

                public override Tensor check(Tensor value) => value.gt(lower_bound);

                public override string ToString() => FormattableString.Invariant($"GreaterThan(lower_bound={lower_bound})");
            }

            /// <summary>At or above a limit.</summary>
            public class _GreaterThanEq : Constraint
            {
                public _GreaterThanEq(double lower_bound) => this.lower_bound = lower_bound;

                /// <summary>The lower limit.</summary>
                public double lower_bound { get; }

                public override Tensor check(Tensor value) => value.ge(lower_bound);

                public override string ToString() => FormattableString.Invariant($"GreaterThanEq(lower_bound={lower_bound})");
            }

            /// <summary>Below a limit.</summary>
            public class _LessThan : Constraint
            {
                public _LessThan(double upper_bound) => this.upper_bound = upper_bound;

                /// <summary>The upper limit.</summary>
                public double upper_bound { get; }

                public override Tensor check(Tensor value) => value.lt(upper_bound);

                public override string ToString() => FormattableString.Invariant($"LessThan(upper_bound={upper_bound})");
            }

            /// <summary>From one limit to another, both included.</summary>
            public class _Interval : Constraint
            {
                public _Interval(double lower_bound, double upper_bound) => (this.lower_bound, this.upper_bound) = (lower_bound, upper_bound);

                /// <summary>The lower limit.</summary>
                public double lower_bound { get; }

                /// <summary>The upper limit.</summary>
                public double upper_bound { get; }

                public override Tensor check(Tensor value) => Tidy(() => value.ge(lower_bound) & value.le(upper_bound));

                public override string ToString() => FormattableString.Invariant($"Interval(lower_bound={lower_bound}, upper_bound={upper_bound})");
            }

            /// <summary>From one limit, included, to another, not included.</summary>
            public class _HalfOpenInterval : Constraint
            {
                public _HalfOpenInterval(double lower_bound, double upper_bound) => (this.lower_bound, this.upper_bound) = (lower_bound, upper_bound);

                /// <summary>The lower limit.</summary>
                public double lower_bound { get; }

                /// <summary>The upper limit.</summary>
                public double upper_bound { get; }

                public override Tensor check(Tensor value) => Tidy(() => value.ge(lower_bound) & value.lt(upper_bound));

                public override string ToString() => FormattableString.Invariant($"HalfOpenInterval(lower_bound={lower_bound}, upper_bound={upper_bound})");
            }
        }
    }
}
