using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Aligns the principal components of the gradients: with G = V L V', the aligned gradients B J, B = s V L^(-1/2) V', are the matrix nearest to J
/// (up to scale) whose singular values are all s; w = B p (Senushkin et al. 2023, arXiv 2305.19000, equation 13).
/// </summary>
/// <remarks>
/// Eigenvalues up to T * rankEpsilon times the largest count as zero, and s is taken over the others. The default rankEpsilon is the float32 epsilon,
/// which public code uses in either precision. All gradients zero: w = p.
/// </remarks>
public sealed class AlignedMtl : GramianAggregation
{
    private const double Float32Epsilon = 1.1920929e-7;
    private readonly AlignedMtlScale scale;
    private readonly TaskPreference preference;
    private readonly double rankEpsilon;

    /// <summary>The alignment.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="scale">The common singular value s.</param>
    /// <param name="preference">p: ones as in the authors' code, or 1 / T.</param>
    /// <param name="rankEpsilon">Relative size, per task, of an eigenvalue that counts as zero.</param>
    public AlignedMtl(
        int tasks, AlignedMtlScale scale = AlignedMtlScale.Minimum, TaskPreference preference = TaskPreference.Sum, double rankEpsilon = Float32Epsilon)
        : base(nameof(AlignedMtl), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rankEpsilon);
        (this.scale, this.preference, this.rankEpsilon) = (scale, preference, rankEpsilon);
    }

    /// <summary>w [T] of G [T, T].</summary>
    public static double[] WeightsOf(double[,] gramian, AlignedMtlScale scale, TaskPreference preference, double rankEpsilon = Float32Epsilon)
    {
        Gram.Require(gramian, nameof(AlignedMtl));
        int size = gramian.GetLength(0);
        var wanted = new double[size];
        Array.Fill(wanted, preference == TaskPreference.Sum ? 1 : 1.0 / size);
        var eigen = new SymmetricEigen(gramian);
        int rank = eigen.Rank(size * rankEpsilon);
        if (rank == 0)
            return wanted;

        double square = scale switch
        {
            AlignedMtlScale.Minimum => eigen.Values[rank - 1],
            AlignedMtlScale.Median => eigen.Values[rank / 2], // largest first: the lower of the two in the middle
            _ => eigen.Values.Take(rank).Average(),
        };
        return eigen.Apply(value => Math.Sqrt(square / value), wanted, rank);
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian, scale, preference, rankEpsilon);
}
