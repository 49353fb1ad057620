using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>true or false, as 1 or 0.</summary>
            public class _Boolean : Constraint
            {
                public _Boolean() : base(true, 0)
                {
                }

                public override Tensor check(Tensor value) => Tidy(() => value.eq(0) | value.eq(1));
            }

            /// <summary>Integers at or above a limit.</summary>
            public class _IntegerGreaterThan : Constraint
            {
                public _IntegerGreaterThan(long lower_bound) : base(true, 0) => this.lower_bound = lower_bound;

                /// <summary>The lower limit.</summary>
                public long lower_bound { get; }

                public override Tensor check(Tensor value) => Tidy(() => (value % 1).eq(0) & value.ge(lower_bound));

                public override string ToString() => FormattableString.Invariant($"IntegerGreaterThan(lower_bound={lower_bound})");
            }

            /// <summary>Integers at or below a limit.</summary>
            public class _IntegerLessThan : Constraint
            {
                public _IntegerLessThan(long upper_bound) : base(true, 0) => this.upper_bound = upper_bound;

                /// <summary>The upper limit.</summary>
                public long upper_bound { get; }

                public override Tensor check(Tensor value) => Tidy(() => (value % 1).eq(0) & value.le(upper_bound));

                public override string ToString() => FormattableString.Invariant($"IntegerLessThan(upper_bound={upper_bound})");
            }

            /// <summary>Integers from one limit to another, both included.</summary>
            public class _IntegerInterval : Constraint
            {
                public _IntegerInterval(long lower_bound, long upper_bound) : base(true, 0) => (this.lower_bound, this.upper_bound) = (lower_bound, upper_bound);

                /// <summary>The lower limit.</summary>
                public long lower_bound { get; }

                /// <summary>The upper limit.</summary>
                public long upper_bound { get; }

                public override Tensor check(Tensor value) => Tidy(() => (value % 1).eq(0) & value.ge(lower_bound) & value.le(upper_bound));

                public override string ToString() => FormattableString.Invariant($"IntegerInterval(lower_bound={lower_bound}, upper_bound={upper_bound})");
            }
        }
    }
}
