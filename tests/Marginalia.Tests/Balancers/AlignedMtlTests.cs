using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers;

public class AlignedMtlTests
{
    // Orthogonal rows: the components are the rows, singular values 3, 2, 1.
    private static readonly double[,] Gramian = Gram.Of([[3, 0, 0], [0, 1, 0], [0, 0, 2]]);

    [Theory]
    [InlineData(AlignedMtlScale.Minimum, 1)]
    [InlineData(AlignedMtlScale.Median, 2)]
    [InlineData(AlignedMtlScale.RootMeanSquare, 2.1602468994692869)] // sqrt(14 / 3)
    public void Every_component_gets_the_scale(AlignedMtlScale scale, double length) => Numbers.AssertClose(
        [length / 3, length, length / 2], AlignedMtl.WeightsOf(Gramian, scale, TaskPreference.Sum), 1e-14);

    [Fact]
    public void The_mean_is_a_T_th_of_the_sum() => Numbers.AssertClose(
        [1.0 / 9, 1.0 / 3, 1.0 / 6], AlignedMtl.WeightsOf(Gramian, AlignedMtlScale.Minimum, TaskPreference.Mean), 1e-15);

    [Fact]
    public void Of_an_even_number_of_components_the_lower_median_counts()
    {
        var gramian = Gram.Of([[4, 0, 0, 0], [0, 3, 0, 0], [0, 0, 2, 0], [0, 0, 0, 1]]);
        Assert.Equal(2.0, AlignedMtl.WeightsOf(gramian, AlignedMtlScale.Median, TaskPreference.Sum)[3], 14);
    }

    [Fact]
    public void Components_below_the_rank_threshold_are_left_out()
    {
        var gramian = Gram.Of([[1, 0], [0, 1e-3]]); // eigenvalues 1 and 1e-6
        Numbers.AssertClose([1, 0], AlignedMtl.WeightsOf(gramian, AlignedMtlScale.Minimum, TaskPreference.Sum, rankEpsilon: 1e-6), 1e-15);
        Numbers.AssertClose([1e-3, 1], AlignedMtl.WeightsOf(gramian, AlignedMtlScale.Minimum, TaskPreference.Sum), 1e-15);
    }
}
