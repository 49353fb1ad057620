using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers;

/// <summary><see cref="UpGrad"/> and <see cref="DualProjection"/>.</summary>
public class DualConeTests
{
    private static readonly double[,] Gramian = Gram.Of([[2, 0], [-1, 1]]);

    [Fact]
    public void The_sum_is_T_times_the_mean()
    {
        Numbers.AssertClose([1.5, 2], UpGrad.WeightsOf(Gramian, TaskPreference.Sum), 1e-15);
        Numbers.AssertClose([1, 1], DualProjection.WeightsOf(Gramian, TaskPreference.Sum), 1e-15);
    }

    [Fact]
    public void A_regularized_projection_is_near_the_exact_one()
    {
        var exact = UpGrad.WeightsOf(Gramian);
        var regularized = UpGrad.WeightsOf(Gramian, normEpsilon: 1e-4, regEpsilon: 1e-4);
        Assert.NotEqual(exact, regularized);
        Numbers.AssertClose(exact, regularized, 2e-3);
    }

    [Fact]
    public void Below_the_norm_threshold_conflict_is_not_seen()
    {
        double[,] small = Gram.Of([[2e-3, 0], [-1e-3, 1e-3]]); // |J|^2 = 6e-6
        Numbers.AssertClose([0.5, 0.5], UpGrad.WeightsOf(small, normEpsilon: 1e-5, regEpsilon: 1e-4), 1e-15);
        Numbers.AssertClose([0.75, 1], UpGrad.WeightsOf(small, normEpsilon: 1e-6), 1e-12);
    }

    [Fact]
    public void The_projection_of_the_mean_is_the_nearest_direction_of_the_cone()
    {
        // The mean (-1, 1/2) harms the first task; of the cone x >= 0, y >= 3 x the nearest point is (0, 1/2).
        double[][] rows = [[1, 0], [-3, 1]];
        Numbers.AssertClose([0, 0.5], GramianMethods.Combine(DualProjection.WeightsOf(Gram.Of(rows)), rows), 1e-15);
    }
}
