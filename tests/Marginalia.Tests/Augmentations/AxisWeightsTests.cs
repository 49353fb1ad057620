using Marginalia.Augmentations;

namespace Marginalia.Tests.Augmentations;

public class AxisWeightsTests
{
    [Theory]
    [InlineData(4, 1.0, 0.25, new float[] { 10, 20, 40, 80 }, new float[] { 12.5f, 25, 50, 80 })] // beyond the last centre nothing is extrapolated
    [InlineData(3, -1.0, 3.25, new float[] { 10, 20, 40, 80 }, new float[] { 50, 25, 12.5f })]
    [InlineData(2, 2.0, 0.0, new float[] { 10, 20, 40, 80 }, new float[] { 15, 60 })]
    [InlineData(2, 2.0, 1.0, new float[] { 10, 20, 40, 80 }, new float[] { 37.5f, 0 })] // the last centre, 4, is outside
    public void A_new_value_lies_between_the_old_ones_around_its_centre(int count, double step, double start, float[] old, float[] expected)
    {
        var weights = new AxisWeights(count, step, start, old.Length);
        var made = new float[count];
        weights.MixColumns(old, made);
        Assert.Equal(expected, made);

        // Rows are mixed as columns are: each old row is one value, five times.
        float[] picture = [.. old.SelectMany(value => Enumerable.Repeat(value, 5))];
        var mixed = new float[5];
        for (int row = 0; row < count; row++)
        {
            weights.MixRows(picture, 5, row, ..5, mixed);
            Assert.All(mixed, value => Assert.Equal(expected[row], value));
        }
    }

    [Fact]
    public void What_lies_outside_is_zero()
    {
        var made = new float[4];
        new AxisWeights(4, 1, -1, 2).MixColumns([3, 5], made);
        Assert.Equal([0, 3, 5, 0], made);
    }
}
