using Marginalia.Balancers.Solvers;
using Marginalia.Datasets;

namespace Marginalia.Tests.Balancers.Solvers;

public class SymmetricEigenTests
{
    [Fact]
    public void A_worked_example()
    {
        var eigen = new SymmetricEigen(new double[,] { { 2, 1 }, { 1, 2 } });
        Numbers.AssertClose([3, 1], eigen.Values, 1e-15);
        Numbers.AssertClose([1, 1], eigen.Vectors[0].Select(x => Math.Abs(x) * Math.Sqrt(2)).ToArray(), 1e-15);
        Assert.Equal(-1, Math.Sign(eigen.Vectors[1][0] * eigen.Vectors[1][1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Vectors_are_orthonormal_and_give_the_matrix_back(int size)
    {
        var random = new SeededRandom(size);
        double[][] rows = [.. Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, size / 2 + 1).Select(_ => random.NextNormal()).ToArray())];
        var matrix = Gram.Of(rows);
        var eigen = new SymmetricEigen(matrix);
        Assert.Equal(eigen.Values.OrderDescending(), eigen.Values);
        for (int i = 0; i < size; i++)
        {
            double[] unit = [.. Enumerable.Range(0, size).Select(k => k == i ? 1.0 : 0)];
            Numbers.AssertClose(unit, [.. eigen.Vectors.Select(vector => Gram.Dot(vector, eigen.Vectors[i]))], 1e-13);
            Numbers.AssertClose(Gram.Times(matrix, unit), eigen.Apply(value => value, unit, size), 1e-13 * eigen.Values[0]);
        }
    }

    [Fact]
    public void Small_eigenvalues_keep_their_digits_when_rows_differ_in_length()
    {
        // D C D with D = diag(1e-6, 1, 1e6): the product of the eigenvalues is det(D)^2 det(C) = 0.5.
        double[] lengths = [1e-6, 1, 1e6];
        double[,] matrix = { { 1, 0.5, 0 }, { 0.5, 1, 0.5 }, { 0, 0.5, 1 } };
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                matrix[i, j] *= lengths[i] * lengths[j];
        var values = new SymmetricEigen(matrix).Values;
        Assert.Equal(0.5, values[0] * values[1] * values[2], 12);
    }

    [Fact]
    public void Rank_counts_what_is_above_a_fraction_of_the_largest()
    {
        var eigen = new SymmetricEigen(new double[,] { { 4, 0 }, { 0, 1e-3 } });
        Assert.Equal(2, eigen.Rank(1e-4));
        Assert.Equal(1, eigen.Rank(1e-3));
        Assert.Equal(0, new SymmetricEigen(new double[2, 2]).Rank(0));
    }
}
