using Marginalia.Metrics;

namespace Marginalia.Tests.Metrics;

public class DeltaMtlTests
{
    private static readonly bool[] HigherIsBetter = [true, false, false];

    [Fact]
    public void Worked_numbers()
    {
        // mIoU 40 to 46, depth error 0.60 to 0.55, angle 20 to 22 degrees.
        Numbers.AssertClose([15, 25 / 3.0, -10], DeltaMtl.PerTask([46, 0.55, 22], [40, 0.6, 20], HigherIsBetter), 1e-9);
        Assert.Equal(4.444444, DeltaMtl.Percent([46, 0.55, 22], [40, 0.6, 20], HigherIsBetter), 6);
    }

    [Fact]
    public void Metrics_are_averaged_within_a_task_first_and_papers_on_balancers_count_them_alike_with_the_other_sign()
    {
        // Segmentation by two metrics, +15 and +5 %; depth by one, +8.333 %; normals by three, -10, 0 and -20 %.
        double[][] measured = [[46, 63], [0.55], [22, 15, 0.4]], reference = [[40, 60], [0.6], [20, 15, 0.5]];
        bool[][] higher = [[true, true], [false], [false, false, true]];
        Assert.Equal((10 + 25 / 3.0 - 10) / 3, DeltaMtl.PercentOfTasks(measured, reference, higher), 9);
        Assert.Equal(-(15 + 5 + 25 / 3.0 - 10 + 0 - 20) / 6, DeltaMtl.MeanDrop(measured, reference, higher), 9);
        Assert.Equal(0, DeltaMtl.PercentOfTasks(reference, reference, higher));
        Assert.Contains("of 2 tasks", Assert.Throws<ArgumentException>(() => DeltaMtl.PercentOfTasks(measured[..2], reference, higher)).Message);
    }

    [Fact]
    public void Impossible_references_and_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DeltaMtl.Percent([], [], []));
        Assert.Throws<ArgumentException>(() => DeltaMtl.Percent([1], [0], [true]));
        Assert.Throws<ArgumentException>(() => DeltaMtl.Percent([1], [double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => DeltaMtl.Percent([1, 2], [1], [true]));
    }
}
