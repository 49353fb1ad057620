using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;
using static Marginalia.Tests.Balancers.GramianMethods;

namespace Marginalia.Tests.Balancers;

public class CaGradTests
{
    private static readonly double[][] Rows = [[1, 0, 0], [0, 2, 0], [-1, 1, 1]];

    [Fact]
    public void Without_a_ball_it_is_the_mean() =>
        Numbers.AssertClose([1.0 / 3, 1.0 / 3, 1.0 / 3], CaGrad.WeightsOf(Gram.Of(Rows), 0, CaGradRescaling.None), 1e-15);

    [Fact]
    public void A_large_ball_gives_the_direction_of_mgda()
    {
        double[] d = Unit(Combine(CaGrad.WeightsOf(Gram.Of(Rows), 1e6, CaGradRescaling.None), Rows));
        Numbers.AssertClose(Unit(Direction("MGDA", Rows)), d, 1e-5);
    }

    [Fact]
    public void At_a_stationary_point_it_is_the_nearest_direction_that_harms_no_task()
    {
        // Opposite rows and one across: no d helps both, so <g_1, d> = 0 is the best, and g_0 = (0, 1/3) already has it.
        double[][] rows = [[1, 0], [-1, 0], [0, 1]];
        Numbers.AssertClose([0, 1.0 / 3], Combine(CaGrad.WeightsOf(Gram.Of(rows), 0.5, CaGradRescaling.None), rows), 1e-12);
    }

    [Fact]
    public void A_negative_radius_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new CaGrad(2, -0.1));
}
