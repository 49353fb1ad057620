using Marginalia.Datasets;
using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class EdgeScoresTests
{
    private const double Diagonal = 50; // of 30 x 40

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(1, 1)]
    [InlineData(0.9, 0)]
    [InlineData(0, 0)]
    public void A_line_that_is_one_pixel_off_is_found_within_the_tolerance_only(double pixels, double expected)
    {
        var scores = new EdgeScores(pixels / Diagonal);
        scores.Add(Logits(Column(11)), Column(10));
        Assert.Equal((expected, expected, expected), (scores.OdsF, scores.OisF, scores.AveragePrecision));
    }

    [Fact]
    public void The_truth_itself_scores_1()
    {
        using var rooms = new Rooms(Split.Test, 4, fields: ["image", "edge", "crease"]);
        foreach (string field in new[] { "edge", "crease" })
        {
            var scores = new EdgeScores(0);
            scores.Add(Logits(rooms[field]), rooms[field]);
            Assert.Equal((1, 1), (scores.OdsF, scores.AveragePrecision));
        }
    }

    [Fact]
    public void Lines_of_a_pixel_stay_and_thicker_ones_become_thin()
    {
        // A frame, whose sides stay, though a corner may go; a line of two and one of three pixels, which become one.
        var frame = zeros(1, 1, 30, 40);
        foreach (var side in new[] { frame.narrow(2, 5, 1).narrow(3, 5, 20), frame.narrow(2, 20, 1).narrow(3, 5, 20), frame.narrow(3, 5, 1).narrow(2, 5, 16), frame.narrow(3, 24, 1).narrow(2, 5, 16) })
            side.fill_(1);
        double[] sides = Numbers.ToArray(frame), thin = Thin(frame);
        foreach (int corner in new[] { 5 * 40 + 5, 5 * 40 + 24, 20 * 40 + 5, 20 * 40 + 24 })
            (sides[corner], thin[corner]) = (0, 0);
        Assert.Equal(sides, thin);
        var bars = zeros(1, 1, 30, 40);
        bars.narrow(3, 10, 2).fill_(1);
        bars.narrow(3, 20, 3).fill_(1);
        Assert.Equal(Numbers.ToArray(Column(10) + Column(21)), Thin(bars));

        static double[] Thin(Tensor map) => [.. Ridges.Of(Numbers.ToArray(map), 30, 40).Zip(Numbers.ToArray(map), (stays, value) => stays ? value : 0)];
    }

    [Fact]
    public void One_threshold_for_the_set_is_no_better_than_one_for_each_image()
    {
        // The first image's line is at 0.8 and a false one at 0.605, the second image's line at 0.4 and a false one at 0.205.
        Tensor Map(double right, double wrong) => Column(10) * right + Column(30) * wrong;
        var scores = new EdgeScores(0.01);
        scores.Add(Logit(cat([Map(0.8, 0.605), Map(0.4, 0.205)])), cat([Column(10), Column(10)]));
        Assert.Equal(2 * 60.0 / (90 + 60), scores.OdsF, 12); // at 0.21 .. 0.39, both lines and one false one
        Assert.Equal(0.21, scores.OdsThreshold, 12);
        Assert.Equal(1, scores.OisF);
        Assert.Equal(0.5 * 1 + 0.5 * (2 / 3.0), scores.AveragePrecision, 12);
    }

    [Fact]
    public void A_line_beside_the_truth_is_matched_once()
    {
        // Two predicted lines, both within the tolerance of the one that is true: half of what is said is right.
        var scores = new EdgeScores(2.0 / Diagonal);
        scores.Add(Logits(Column(8) + Column(12)), Column(10));
        Assert.Equal(2 * 30.0 / (60 + 30), scores.OdsF, 12);
    }

    [Fact]
    public void Counts_are_those_of_a_matching_anew_at_every_threshold()
    {
        var (logits, truth) = (randn([3, 1, 12, 14], ScalarType.Float64), rand(3, 1, 12, 14).gt(0.8));
        var scores = new EdgeScores(2.0 / Math.Sqrt(12 * 12 + 14 * 14));
        scores.Add(logits, truth);
        double best = 0;
        for (int k = 1; k <= 99; k++)
        {
            int found = 0, said = 0, all = 0;
            for (int image = 0; image < 3; image++)
            {
                double[] map = Numbers.ToArray(sigmoid(logits[image]));
                double[] mask = Numbers.ToArray(truth[image]);
                bool[] ridges = Ridges.Of(map, 12, 14), truths = Ridges.Of(mask, 12, 14);
                int[] points = [.. Enumerable.Range(0, 168).Where(i => ridges[i] && map[i] > k / 100.0)], places = [.. Enumerable.Range(0, 168).Where(i => truths[i] && mask[i] > 0)];
                var matching = new PointMatching(places.Length);
                foreach (int point in points)
                    matching.Add([.. Enumerable.Range(0, places.Length).Where(place => Math.Pow(places[place] / 14 - point / 14, 2) + Math.Pow(places[place] % 14 - point % 14, 2) <= 4)]);
                (found, said, all) = (found + matching.Count, said + points.Length, all + places.Length);
            }

            best = Math.Max(best, 2.0 * found / (said + all));
        }

        Assert.Equal(best, scores.OdsF, 12);
    }

    [Fact]
    public void Pictures_without_edges_are_explained()
    {
        var scores = new EdgeScores();
        scores.Add(zeros(1, 1, 30, 40), zeros(1, 1, 30, 40));
        Assert.Contains("nothing to average", Assert.Throws<InvalidOperationException>(() => scores.OdsF).Message);
        scores.Add(Logits(Column(3)), zeros(1, 1, 30, 40));
        Assert.Equal(0, scores.OdsF);
        Assert.Throws<InvalidOperationException>(() => scores.AveragePrecision);
        Assert.Contains("[1, 2, 30, 40]", Assert.Throws<ArgumentException>(() => scores.Add(zeros(1, 2, 30, 40), zeros(1, 2, 30, 40))).Message);
    }

    /// <summary>A map with a line from top to bottom [1, 1, 30, 40].</summary>
    private static Tensor Column(int column)
    {
        var map = zeros(1, 1, 30, 40);
        map.narrow(3, column, 1).fill_(1);
        return map;
    }

    /// <summary>Logits of probabilities near 0 and 1.</summary>
    private static Tensor Logits(Tensor map) => (map * 2 - 1) * 20;

    private static Tensor Logit(Tensor probability)
    {
        var p = probability.to(ScalarType.Float64).clamp(1e-9, 1 - 1e-9);
        return (p / (1 - p)).log();
    }
}
