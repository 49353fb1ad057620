using Marginalia.Metrics;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class SaliencyScoresTests
{
    [Fact]
    public void The_best_threshold_counts_for_averages_over_images()
    {
        // Image 1 is right at thresholds of 0.3 .. 0.55, image 2 at 0.5 .. 0.85: at 0.5 and 0.55 both are.
        var (said, truth) = (Probability([0.6, 0.25, 0.1, 0.1], [0.9, 0.9, 0.46, 0.1]), Truth([1, 0, 0, 0], [1, 1, 0, 0]));
        var scores = new SaliencyScores();
        scores.Add(said, truth);
        Assert.Equal((1, 1), (scores.MeanIoU, scores.MaxF));

        // Now the first is right at 0.65 and 0.7 only: up to 0.55 it has three pixels of which one is right, at 0.6 two.
        scores = new SaliencyScores();
        scores.Add(Probability([0.74, 0.64, 0.58, 0.1], [0.62, 0.62, 0.46, 0.1]), truth);
        // At 0.6: IoU 1/2 and 1, precision 1/2 and 1, recall 1 and 1.
        Assert.Equal(0.75, scores.MeanIoU, 12);
        Assert.Equal(2 * 0.75 / 1.75, scores.MaxF, 12);
        var precise = new SaliencyScores(betaSquared: 0.3);
        precise.Add(Probability([0.74, 0.64, 0.58, 0.1], [0.62, 0.62, 0.46, 0.1]), truth);
        Assert.Equal(1.3 * 0.75 / (0.3 * 0.75 + 1), precise.MaxF, 12);
    }

    [Fact]
    public void An_image_without_salient_pixels_is_right_where_nothing_is_said()
    {
        var scores = new SaliencyScores();
        scores.Add(Probability([0.1, 0.1]), Truth([0, 0]));
        Assert.Equal((1, 0), (scores.MeanIoU, scores.MaxF));
    }

    [Fact]
    public void Unknown_pixels_do_not_count()
    {
        var scores = new SaliencyScores();
        scores.Add(Probability([0.99, 0.99, 0.1]), Truth([1, -1, 0]));
        Assert.Equal((1, 1), (scores.MeanIoU, scores.MaxF));
    }

    private static Tensor Truth(params double[][] images) => tensor(images.SelectMany(image => image).ToArray(), images.Length, 1, 1, images[0].Length);

    private static Tensor Probability(params double[][] images)
    {
        var p = Truth(images);
        return (p / (1 - p)).log();
    }
}
