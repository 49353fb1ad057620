namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>Sets of values, to check tensors against.</summary>
        public static partial class constraints
        {
            /// <summary>true or false, as 1 or 0.</summary>
            public static _Boolean boolean = new();

            /// <summary>One-hot vectors.</summary>
            public static _OneHot one_hot = new();

            /// <summary>0, 1, 2, ...</summary>
            public static _IntegerGreaterThan nonnegative_integer = new(0);

            /// <summary>1, 2, 3, ...</summary>
            public static _IntegerGreaterThan positive_integer = new(1);

            /// <summary>All numbers but NaN.</summary>
            public static _Real real = new();

            /// <summary>Vectors without NaN.</summary>
            public static _IndependentConstraint real_vector = new(real, 1);

            /// <summary>Above 0.</summary>
            public static _GreaterThan positive = new(0);

            /// <summary>0 or above.</summary>
            public static _GreaterThanEq nonnegative = new(0);

            /// <summary>From 0 to 1.</summary>
            public static _Interval unit_interval = new(0, 1);

            /// <summary>Vectors of probabilities that sum to 1.</summary>
            public static _Simplex simplex = new();

            /// <summary>Lower triangular matrices.</summary>
            public static _LowerTriangular lower_triangular = new();

            /// <summary>Lower triangular matrices with positive diagonal.</summary>
            public static _LowerCholesky lower_cholesky = new();

            /// <summary>Lower triangular matrices with positive diagonal and rows of length 1.</summary>
            public static _CorrCholesky corr_cholesky = new();

            /// <summary>Square matrices.</summary>
            public static _Square square = new();

            /// <summary>Symmetric matrices.</summary>
            public static _Symmetric symmetric = new();

            /// <summary>Symmetric matrices without negative eigenvalue.</summary>
            public static _PositiveSemiDefinite positive_semidefinite = new();

            /// <summary>Symmetric matrices with positive eigenvalues.</summary>
            public static _PositiveDefinite positive_definite = new();

            /// <summary>Depends on other parameters: cannot be checked alone.</summary>
            public static _Dependent dependent = new();

            /// <summary>Above a limit.</summary>
            public static _GreaterThan greater_than(double lower_bound) => new(lower_bound);

            /// <summary>At or above a limit.</summary>
            public static _GreaterThanEq greater_than_eq(double lower_bound) => new(lower_bound);

            /// <summary>Below a limit.</summary>
            public static _LessThan less_than(double upper_bound) => new(upper_bound);

            /// <summary>From one limit to another, both included.</summary>
            public static _Interval interval(double lower_bound, double upper_bound) => new(lower_bound, upper_bound);

            /// <summary>From one limit, included, to another, not included.</summary>
            public static _HalfOpenInterval half_open_interval(double lower_bound, double upper_bound) => new(lower_bound, upper_bound);

            /// <summary>Integers from one limit to another, both included.</summary>
            public static _IntegerInterval integer_interval(long lb, long ub) => new(lb, ub);

            /// <summary>Vectors of counts that sum to at most a limit.</summary>
            public static _Multinomial multinomial(long upper_bound) => new(upper_bound);

            /// <summary>Each of the last dimensions together must satisfy a constraint.</summary>
            public static _IndependentConstraint independent(Constraint base_constraint, int reinterpreted_batch_ndims) => new(base_constraint, reinterpreted_batch_ndims);

            /// <summary>Parts of a dimension, each with a constraint.</summary>
            public static _Cat cat(IList<Constraint> cseq, long dim = 0, IList<long>? lengths = null) => new(cseq, dim, lengths);

            /// <summary>Slices along a dimension, each with a constraint.</summary>
            public static _Stack stack(IList<Constraint> cseq, int dim = 0) => new(cseq, dim);
        }
    }
}
