using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace Marginalia.Torch.Tests.Distributions;

public class ConstraintTests
{
    static readonly (constraints.Constraint Constraint, double[] Values, bool[] Expected, string Text)[] Numbers =
    [
        (constraints.real, [1, double.NaN, double.PositiveInfinity], [true, false, true], "Real()"),
        (constraints.positive, [-1, 0, 1], [false, false, true], "GreaterThan(lower_bound=0)"),
        (constraints.nonnegative, [-1, 0, 1], [false, true, true], "GreaterThanEq(lower_bound=0)"),
        (constraints.greater_than(1.5), [1.5, 1.6], [false, true], "GreaterThan(lower_bound=1.5)"),
        (constraints.greater_than_eq(1.5), [1.4, 1.5], [false, true], "GreaterThanEq(lower_bound=1.5)"),
        (constraints.less_than(1.5), [1.4, 1.5], [true, false], "LessThan(upper_bound=1.5)"),
        (constraints.interval(-1, 2), [-1, 2, 2.1, -1.1], [true, true, false, false], "Interval(lower_bound=-1, upper_bound=2)"),
        (constraints.unit_interval, [-0.1, 0, 1, 1.1], [false, true, true, false], "Interval(lower_bound=0, upper_bound=1)"),
        (constraints.half_open_interval(-1, 2), [-1, 2, 1.9], [true, false, true], "HalfOpenInterval(lower_bound=-1, upper_bound=2)"),
        (constraints.boolean, [0, 1, 0.5, 2], [true, true, false, false], "Boolean()"),
        (constraints.nonnegative_integer, [0, 1, -1, 0.5], [true, true, false, false], "IntegerGreaterThan(lower_bound=0)"),
        (constraints.positive_integer, [0, 1, 1.5], [false, true, false], "IntegerGreaterThan(lower_bound=1)"),
        (constraints.integer_interval(1, 3), [0, 1, 3, 4, 2.5], [false, true, true, false, false], "IntegerInterval(lower_bound=1, upper_bound=3)"),
        (new constraints._IntegerLessThan(3), [3, 4, 2.5, -7], [true, false, false, true], "IntegerLessThan(upper_bound=3)"),
    ];

    [Fact]
    public void Sets_of_numbers()
    {
        foreach (var (constraint, values, expected, text) in Numbers)
        {
            Assert.Equal(expected, constraint.check(tensor(values)).data<bool>().ToArray());
            Assert.Equal(text, constraint.ToString());
            Assert.Equal(0, constraint.event_dim);
            Assert.Equal(text.StartsWith("Integer") || text == "Boolean()", constraint.is_discrete);
        }
    }

    static readonly (constraints.Constraint Constraint, double[,] Value, bool Expected)[] Arrays =
    [
        (constraints.lower_triangular, new double[,] { { 1, 0 }, { 5, -1 } }, true),
        (constraints.lower_triangular, new double[,] { { 1, 0.1 }, { 5, -1 } }, false),
        (constraints.lower_cholesky, new double[,] { { 1, 0 }, { 5, 1 } }, true),
        (constraints.lower_cholesky, new double[,] { { 1, 0 }, { 5, -1 } }, false),
        (constraints.lower_cholesky, new double[,] { { 1, 1 }, { 5, 1 } }, false),
        (constraints.corr_cholesky, new double[,] { { 1, 0 }, { 0.6, 0.8 } }, true),
        (constraints.corr_cholesky, new double[,] { { 1, 0 }, { 0.6, 0.9 } }, false),
        (constraints.square, new double[,] { { 1, 0 }, { 5, 1 } }, true),
        (constraints.square, new double[,] { { 1, 0, 1 }, { 5, 1, 1 } }, false),
        (constraints.symmetric, new double[,] { { 1, 5 }, { 5, 1 } }, true),
        (constraints.symmetric, new double[,] { { 1, 4 }, { 5, 1 } }, false),
        (constraints.symmetric, new double[,] { { 1, 4, 1 }, { 5, 1, 1 } }, false),
        (constraints.positive_definite, new double[,] { { 2, 1 }, { 1, 2 } }, true),
        (constraints.positive_definite, new double[,] { { 1, 2 }, { 2, 1 } }, false),
        (constraints.positive_definite, new double[,] { { 2, 0.5 }, { 1, 2 } }, false),
        (constraints.positive_semidefinite, new double[,] { { 1, 0 }, { 0, 0 } }, true),
        (constraints.positive_definite, new double[,] { { 1, 0 }, { 0, 0 } }, false),
        (constraints.positive_semidefinite, new double[,] { { 1, 2 }, { 2, 1 } }, false),
    ];

    [Fact]
    public void Sets_of_matrices()
    {
        foreach (var (constraint, value, expected) in Arrays)
        {
            Assert.Equal(2, constraint.event_dim);
            Assert.True(expected == constraint.check(tensor(value)).ToBoolean(), $"{constraint} of {tensor(value)}");
            Assert.Equal([3L], constraint.check(tensor(value).expand(3, -1, -1)).shape);
        }
    }

    [Fact]
    public void Sets_of_vectors()
    {
        var rows = tensor(new double[,] { { 0, 1, 0 }, { 0.5, 0.25, 0.25 }, { 1, 1, 0 }, { -0.5, 1, 0.5 } });
        Check([true, false, false, false], constraints.one_hot);
        Check([true, true, false, false], constraints.simplex);
        Check([true, true, false, false], constraints.multinomial(1));
        Check([true, true, true, false], constraints.multinomial(2));
        Check([true, true, true, false], constraints.independent(constraints.nonnegative, 1));
        Check([true, true, true, true], constraints.real_vector);
        Assert.Equal("IndependentConstraint(Real(), 1)", constraints.real_vector.ToString());
        Assert.Equal("Multinomial(upper_bound=2)", constraints.multinomial(2).ToString());
        Assert.Throws<ArgumentException>(() => constraints.real_vector.check(tensor(1.0)));

        void Check(bool[] expected, constraints.Constraint constraint)
        {
            Assert.Equal(expected, constraint.check(rows).data<bool>().ToArray());
            Assert.Equal(1, constraint.event_dim);
        }
    }

    [Fact]
    public void Several_constraints_along_a_dimension()
    {
        var value = tensor([-1.0, 2.0, 0.5, 0.3]);
        Assert.Equal([true, true, true, true], constraints.cat([constraints.real, constraints.positive], 0, [1, 3]).check(value).data<bool>().ToArray());
        Assert.Equal([false, true, false, false], constraints.cat([constraints.positive, constraints.boolean], 0, [2, 2]).check(value).data<bool>().ToArray());
        Assert.Equal([true, false], constraints.stack([constraints.real, constraints.boolean]).check(tensor([-1.0, 2.0])).data<bool>().ToArray());
        Assert.True(constraints.cat([constraints.positive, constraints.boolean]).is_discrete);
        Assert.Equal((1, 2), (constraints.stack([constraints.simplex, constraints.real]).event_dim, constraints.stack([constraints.simplex], -2).event_dim));
        Assert.Throws<ArgumentException>(() => constraints.cat([constraints.real], 0, [1, 2]));
        Assert.Throws<ArgumentException>(() => constraints.stack([constraints.real]).check(value));
        Assert.Throws<ArgumentException>(() => constraints.dependent.check(value));
    }
}
