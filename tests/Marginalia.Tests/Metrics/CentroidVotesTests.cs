using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class CentroidVotesTests
{
    // Two squares of 4 x 4 and 3 x 3 pixels whose pixels point at (1.5, 1.5) and (8, 9).
    private static (Tensor Vectors, bool[,] Mask) Squares(double error = 0)
    {
        var vectors = new double[2, 12, 14];
        var mask = new bool[12, 14];
        void Square(int top, int left, int size)
        {
            for (int y = top; y < top + size; y++)
                for (int x = left; x < left + size; x++)
                {
                    (vectors[1, y, x], vectors[0, y, x]) = (top + (size - 1) / 2.0 - y + error * ((x + y) % 2 * 2 - 1), left + (size - 1) / 2.0 - x);
                    mask[y, x] = true;
                }
        }

        Square(0, 0, 4);
        Square(7, 8, 3);
        return (tensor(vectors), mask);
    }

    [Fact]
    public void Votes_are_places_in_rows_and_columns()
    {
        var votes = CentroidVotes.Of(Squares().Vectors);
        Assert.Equal((1.5, 1.5), (votes[3, 0, 0], votes[3, 0, 1]));
        Assert.Equal((8, 9), (votes[7, 10, 0], votes[7, 10, 1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    public void Votes_that_fall_together_are_an_instance_the_largest_first(double error)
    {
        var (vectors, mask) = Squares(error);
        var instances = CentroidVotes.Cluster(vectors, mask);
        for (int y = 0; y < 12; y++)
            for (int x = 0; x < 14; x++)
                Assert.Equal(!mask[y, x] ? 0 : y < 4 ? 1 : 2, instances[y, x]);
    }

    [Fact]
    public void A_bandwidth_smaller_than_the_scatter_splits_and_small_clusters_are_dropped()
    {
        var (vectors, mask) = Squares(error: 1.5);
        var instances = CentroidVotes.Cluster(vectors, mask, bandwidth: 1, smallest: 8);
        Assert.Equal(2, instances.Cast<long>().Max()); // both halves of the large square; of the small one, 5 and 4 votes, nothing
        Assert.Equal(0, instances[8, 9]);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Contains("[3, 4, 4]", Assert.Throws<ArgumentException>(() => CentroidVotes.Of(zeros(3, 4, 4))).Message);
        Assert.Contains("mask is 2 x 2", Assert.Throws<ArgumentException>(() => CentroidVotes.Cluster(zeros(2, 4, 4), new bool[2, 2])).Message);
    }
}
