using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;
using Marginalia.Datasets;

namespace Marginalia.Tests.Balancers.Solvers;

/// <summary>A convex problem is solved exactly where its optimality conditions hold, so these are checked on their own.</summary>
public class NonNegativeQuadraticTests
{
    [Fact]
    public void A_worked_example() // minimum of x^2 - x y + y^2 - x + y over x, y >= 0
    {
        var x = NonNegativeQuadratic.Minimize(new double[,] { { 2, -1 }, { -1, 2 } }, [1, -1], "test");
        Assert.Equal(0.5, x[0], 15);
        Assert.Equal(0, x[1]);
    }

    [Theory]
    [InlineData(3, 50)]
    [InlineData(10, 50)]
    [InlineData(10, 7)]
    [InlineData(40, 100)]
    [InlineData(40, 7)]
    public void Optimality_conditions_hold(int size, int columns)
    {
        var random = new SeededRandom(size, columns);
        for (int trial = 0; trial < 50; trial++)
        {
            double[][] rows = [.. Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextNormal()).ToArray())];
            double[] target = [.. Enumerable.Range(0, columns).Select(_ => random.NextNormal())];
            var matrix = Gram.Of(rows);
            double[] linear = [.. rows.Select(row => Gram.Dot(row, target))];
            var x = NonNegativeQuadratic.Minimize(matrix, linear, "test");

            double[] slopes = [.. Gram.Times(matrix, x).Zip(linear, (product, h) => product - h)];
            double tolerance = 1e-11 * columns * (1 + x.Sum());
            Assert.True(x.Min() >= 0);
            Assert.True(slopes.Min() >= -tolerance, $"{slopes.Min()}");
            Assert.True(x.Zip(slopes, (value, slope) => value * Math.Abs(slope)).Max() <= tolerance);
        }
    }

    [Fact]
    public void A_zero_row_takes_no_part() =>
        Numbers.AssertClose([1, 0], NonNegativeQuadratic.Minimize(new double[,] { { 2, 0 }, { 0, 0 } }, [2, 0], "test"), 1e-15);

    [Fact]
    public void What_has_no_minimum_is_refused_with_the_condition_of_the_matrix()
    {
        // Falls without end along (1, 1).
        var error = Assert.Throws<SolverException>(() => NonNegativeQuadratic.Minimize(new double[,] { { 1, -1 }, { -1, 1 } }, [1, 1], "Some method"));
        Assert.StartsWith("Some method: ", error.Message);
        Assert.Contains("condition", error.Message);
    }
}
