using Marginalia.Balancers.Solvers;
using Marginalia.Datasets;

namespace Marginalia.Tests.Balancers.Solvers;

public class SimplexProjectionTests
{
    [Fact]
    public void A_worked_example() => Numbers.AssertClose([0.35, 0.65, 0], SimplexProjection.Project([0.5, 0.8, -0.2]), 1e-15);

    [Fact]
    public void A_point_of_the_simplex_stays() => Numbers.AssertClose([0.2, 0, 0.8], SimplexProjection.Project([0.2, 0, 0.8]), 1e-15);

    [Fact]
    public void A_common_shift_changes_nothing() =>
        Numbers.AssertClose(SimplexProjection.Project([0.5, 0.8, -0.2]), SimplexProjection.Project([7.5, 7.8, 6.8]), 1e-14);

    [Fact]
    public void Every_point_of_the_simplex_lies_behind_the_projection()
    {
        // <v - w, e_i - w> <= 0 for all vertices e_i characterizes the nearest point w of a convex set.
        var random = new SeededRandom(3);
        for (int size = 1; size <= 40; size++)
        {
            double[] v = [.. Enumerable.Range(0, size).Select(_ => 2 * random.NextNormal())];
            var w = SimplexProjection.Project(v);
            Assert.Equal(1, w.Sum(), 12);
            Assert.True(w.Min() >= 0);
            double[] away = [.. v.Zip(w, (from, to) => from - to)];
            double behind = Gram.Dot(away, w);
            Assert.All(away, component => Assert.True(component - behind <= 1e-12));
        }
    }
}
