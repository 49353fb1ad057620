using Marginalia.Balancers.Solvers;

namespace Marginalia.Tests.Balancers.Solvers;

public class RootFindingTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1e9)]
    public void The_last_call_is_at_the_root(double low, double high)
    {
        double last = double.NaN;
        double root = RootFinding.Increasing(x => Math.Pow(last = x, 3) - 2, low, high);
        Assert.Equal(Math.Cbrt(2), root, 12);
        Assert.Equal(root, last);
    }

    [Fact]
    public void A_bound_beyond_the_root_is_taken_for_it()
    {
        Assert.Equal(1, RootFinding.Increasing(x => x - 1 + 1e-16, 1, 2));
        Assert.Equal(2, RootFinding.Increasing(x => x - 2 - 1e-15, 1, 2));
    }
}
