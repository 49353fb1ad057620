namespace TorchSharp;

public static partial class torch
{
    static readonly long[] LastTwo = [-2, -1];

    /// <summary>Linear algebra; batches of matrices may stand before the last two dimensions.</summary>
    public static partial class linalg
    {
        /// <summary>Which parts of a QR decomposition are wanted.</summary>
        public enum QRMode
        {
            /// <summary>Q as wide as the smaller side of the matrix.</summary>
            Reduced = 0,

            /// <summary>Q square.</summary>
            Complete = 1,

            /// <summary>R only; Q is empty.</summary>
            R = 2,
        }

        static string Name(QRMode mode) => mode switch
        {
            QRMode.Reduced => "reduced",
            QRMode.Complete => "complete",
            QRMode.R => "r",
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Expected Reduced, Complete or R."),
        };
    }

    /// <summary>The compact LU factorisation, for <see cref="lu_solve"/> and <see cref="lu_unpack"/>.</summary>
    /// <param name="A">A matrix, or a batch of them.</param>
    /// <param name="pivot">Exchanges rows for stability.</param>
    /// <param name="get_infos">Gives LAPACK's codes of errors instead of failing for a singular matrix; else infos is null.</param>
    public static (Tensor A_LU, Tensor? pivots, Tensor? infos) lu(Tensor A, bool pivot = true, bool get_infos = false)
    {
        var (factors, pivots, infos) = Ops.linalg_lu_factor_ex.CallTriple(A, pivot, !get_infos);
        if (get_infos) return (factors, pivots, infos);
        infos.Dispose();
        return (factors, pivots, null);
    }
}
