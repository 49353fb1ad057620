using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Lower triangular matrices.</summary>
            public class _LowerTriangular : Constraint
            {
                public _LowerTriangular() : base(false, 2)
                {
                }

                public override Tensor check(Tensor value) => Tidy(() => value.tril().eq(value).flatten(-2).all(-1));
            }

            /// <summary>Lower triangular matrices with positive diagonal.</summary>
            public class _LowerCholesky : Constraint
            {
                public _LowerCholesky() : base(false, 2)
                {
                }

                public override Tensor check(Tensor value) => Tidy(() => lower_triangular.check(value) & value.diagonal(dim1: -2, dim2: -1).gt(0).all(-1));
            }

            /// <summary>Lower triangular matrices with positive diagonal and rows of length 1.</summary>
            public class _CorrCholesky : Constraint
            {
                public _CorrCholesky() : base(false, 2)
                {
                }

                public override Tensor check(Tensor value) => Tidy(() =>
                {
                    var tolerance = Precision.Epsilon(value.dtype) * value.shape[^1] * 10;
                    return lower_cholesky.check(value) & (value.detach().pow(2).sum(-1).sqrt() - 1).abs().le(tolerance).all(-1);
                });
            }

            /// <summary>Square matrices.</summary>
            public class _Square : Constraint
            {
                public _Square() : base(false, 2)
                {
                }

                public override Tensor check(Tensor value) => full(value.shape[..^2], value.shape[^2] == value.shape[^1], dtype: ScalarType.Bool, device: value.device);
            }

            /// <summary>Symmetric matrices.</summary>
            public class _Symmetric : _Square
            {
                public override Tensor check(Tensor value) => Tidy(() => value.shape[^2] == value.shape[^1] ? value.isclose(value.mT, atol: 1e-6).all(-1).all(-1) : base.check(value));
            }

            /// <summary>Symmetric matrices without negative eigenvalue.</summary>
            public class _PositiveSemiDefinite : _Symmetric
            {
                public override Tensor check(Tensor value) => Tidy(() => base.check(value) is var symmetric && symmetric.all().ToBoolean() ? Ops.linalg_eigvalsh.Call(value).ge(0).all(-1) : symmetric);
            }

            /// <summary>Symmetric matrices with positive eigenvalues.</summary>
            public class _PositiveDefinite : _Symmetric
            {
                public override Tensor check(Tensor value) => Tidy(() => base.check(value) is var symmetric && symmetric.all().ToBoolean() ? Ops.linalg_cholesky_ex.CallPair(value).Item2.eq(0) : symmetric);
            }
        }
    }
}
