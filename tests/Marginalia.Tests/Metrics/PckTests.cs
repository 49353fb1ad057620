using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using static TorchSharp.torch;

namespace Marginalia.Tests.Metrics;

public class PckTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void A_peak_counts_within_the_tolerance(int shift, double expected)
    {
        var metric = new Pck([0], tolerance: 0.05); // 2 pixels of 40
        metric.Add(HeatMaps.Draw(Points((10.5 + shift, 8.5, 2)), [0], 30, 40), Points((10.5, 8.5, 2)));
        Assert.Equal(expected, metric.Value);
    }

    [Fact]
    public void As_many_peaks_count_as_keypoints_are_visible_each_once()
    {
        // Two keypoints on one map, and a hidden one. The prediction has one of them twice as two peaks, both higher than the other's.
        var truth = Points((10.5, 8.5, 2), (30.5, 20.5, 2), (20.5, 4.5, 1));
        var map = HeatMaps.Draw(Points((8.5, 8.5, 2), (12.5, 8.5, 2), (0, 0, 0)), [0, 0, 0], 30, 40, sigma: 0.7) * 2
            + HeatMaps.Draw(Points((30.5, 20.5, 2), (0, 0, 0), (0, 0, 0)), [0, 0, 0], 30, 40);
        var metric = new Pck([0, 0, 0], tolerance: 0.05);
        metric.Add(map, truth);
        Assert.Equal(0.5, metric.Value);
        metric.Add(HeatMaps.Draw(truth, [0, 0, 0], 30, 40), truth);
        Assert.Equal(0.75, metric.Value);
    }

    [Fact]
    public void Maps_of_corners_of_rooms_find_the_corners()
    {
        using var rooms = new Rooms(Split.Test, 3, fields: ["image", "keypoints"]);
        var corners = rooms["keypoints"];
        var metric = new Pck(Rooms.CornerMaps, tolerance: 1.0 / 64);
        metric.Add(HeatMaps.Draw(corners, Rooms.CornerMaps, 48, 64, sigma: 0.5), corners);
        Assert.InRange(metric.Value, 0.8, 1); // corners that share a pixel or its neighbour have one peak
        var other = new Pck(Rooms.CornerMaps, tolerance: 1.0 / 64);
        other.Add(HeatMaps.Draw(corners, Rooms.CornerMaps, 48, 64, sigma: 0.5).flip(1), corners); // upper and lower exchanged
        Assert.InRange(other.Value, 0, 0.5 * metric.Value);
    }

    [Fact]
    public void Maps_that_do_not_fit_are_refused() =>
        Assert.Contains("[N, 2, H, W]", Assert.Throws<ArgumentException>(() => new Pck([0, 1]).Add(zeros(1, 1, 4, 4), zeros(1, 1, 2, 3))).Message);

    /// <summary>Keypoints of one thing [1, 1, J, 3].</summary>
    private static Tensor Points(params (double X, double Y, double Visibility)[] points) =>
        tensor(points.SelectMany(point => new[] { point.X, point.Y, point.Visibility }).ToArray(), 1, 1, points.Length, 3);
}
