using FsCheck.Fluent;
using Marginalia.Metrics;

namespace Marginalia.Tests.Metrics;

public class PointMatchingTests
{
    [Fact]
    public void A_point_moves_on_where_that_makes_room_for_another()
    {
        var matching = new PointMatching(3);
        Assert.True(matching.Add([0, 1]));
        Assert.True(matching.Add([0])); // the first point moves to place 1
        Assert.False(matching.Add([1, 0]));
        Assert.True(matching.Add([0, 2]));
        Assert.False(matching.Add([]));
        Assert.Equal(3, matching.Count);
    }

    [Fact]
    public void After_every_point_no_larger_matching_exists()
    {
        const int Places = 6;
        var graphs = Gen.ListOf(Gen.SubListOf(Enumerable.Range(0, Places)), 7);
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(graphs.ToArbitrary(), graph =>
        {
            var matching = new PointMatching(Places);
            int[][] candidates = [.. graph.Select(near => near.ToArray())];
            for (int points = 0; points < candidates.Length; points++)
            {
                int before = matching.Count;
                Assert.Equal(matching.Add(candidates[points]), matching.Count > before);
                Assert.Equal(Largest(candidates[..(points + 1)], 0), matching.Count);
            }
        }));
    }

    /// <summary>All choices of the first point, then of the others.</summary>
    private static int Largest(int[][] candidates, int taken) => candidates.Length == 0
        ? 0
        : candidates[0].Where(place => (taken >> place & 1) == 0).Select(place => 1 + Largest(candidates[1..], taken | 1 << place))
            .Append(Largest(candidates[1..], taken)).Max();
}
