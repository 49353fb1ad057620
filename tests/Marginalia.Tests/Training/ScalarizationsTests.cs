using Marginalia.Training;

namespace Marginalia.Tests.Training;

public class ScalarizationsTests
{
    [Theory]
    [InlineData(2, 10, 9)]
    [InlineData(2, 5, 5)]
    [InlineData(3, 6, 10)]
    [InlineData(4, 4, 1)]
    public void A_grid_has_every_interior_point_of_the_simplex_once_and_equal_weights_first(int tasks, int parts, int expected)
    {
        var grid = Scalarizations.Grid(tasks, parts);
        Assert.Equal(expected, grid.Length);
        Assert.All(grid[0], weight => Assert.Equal(1, weight));
        Assert.All(grid, weights => Assert.Equal(tasks, weights.Sum(), 12));
        Assert.All(grid, weights => Assert.True(weights.Min() > 0));
        Assert.Equal(expected, grid.Select(weights => string.Join(" ", weights)).Distinct().Count());
    }

    [Fact]
    public void Two_tasks_in_quarters_are_written_out() =>
        Assert.Equal([[1, 1], [0.5, 1.5], [1.5, 0.5]], Scalarizations.Grid(2, 4));

    [Fact]
    public void Random_points_are_uniform_on_the_simplex()
    {
        var points = Scalarizations.Random(3, 20_001, seed: 5)[1..];
        Assert.All(points, weights => Assert.Equal(3, weights.Sum(), 9));
        for (int task = 0; task < 3; task++) // w/3 is of Beta(1, 2): mean 1/3, variance 1/18, P(w/3 < 1/2) = 3/4
        {
            double[] share = [.. points.Select(weights => weights[task] / 3)];
            double mean = share.Average();
            Assert.Equal(1.0 / 3, mean, 0.01);
            Assert.Equal(1.0 / 18, share.Average(x => (x - mean) * (x - mean)), 0.002);
            Assert.Equal(0.75, share.Average(x => x < 0.5 ? 1.0 : 0), 0.02);
        }
    }

    [Fact]
    public void The_first_random_points_depend_on_the_seed_and_not_on_the_count()
    {
        Assert.Equal(Scalarizations.Random(4, 3, seed: 1), Scalarizations.Random(4, 9, seed: 1)[..3]);
        Assert.NotEqual(Scalarizations.Random(4, 3, seed: 1)[1], Scalarizations.Random(4, 3, seed: 2)[1]);
        Assert.Equal([1, 1, 1, 1], Scalarizations.Random(4, 1)[0]);
    }

    [Fact]
    public void A_grid_needs_a_part_for_each_task() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalarizations.Grid(4, 3));
}
