using Marginalia.Datasets;
using Marginalia.Objectives;
using static TorchSharp.torch;

namespace Marginalia.Tests.Objectives;

public class ClassWeightsTests
{
    [Theory]
    [InlineData(new double[] { 50, 30, 20 }, new[] { 0.6, 1, 1.5 })]
    [InlineData(new double[] { 80, 15, 5 }, new[] { 0.1875, 1, 3 })]
    [InlineData(new double[] { 50, 0, 30, 20 }, new[] { 0.6, 0, 1, 1.5 })]
    [InlineData(new double[] { 75, 25 }, new[] { 2 / 3.0, 2 })]
    public void Median_over_frequency_of_classes_that_are_in_every_image(double[] pixels, double[] expected) =>
        Numbers.AssertClose(expected, ClassWeights.MedianOverFrequency(pixels, [.. pixels.Select(_ => 100.0)]), 1e-12);

    [Fact]
    public void Frequencies_count_images_that_have_the_class_and_pixels_that_are_not_ignored()
    {
        // Class 0: 3 + 2 of 4 + 3 pixels; class 1: 1 of 4; class 2: 1 of 3.
        using var data = new TensorDataset(("segmentation", tensor(new long[] { 0, 0, 0, 1, 0, 0, 2, -1 }, 2, 2, 2)));
        double[] frequencies = [5 / 7.0, 1 / 4.0, 1 / 3.0];
        Numbers.AssertClose([.. frequencies.Select(frequency => 1 / 3.0 / frequency)], ClassWeights.MedianFrequency(data, 3), 1e-12);
        Assert.Contains("a label 2", Assert.Throws<ArgumentException>(() => ClassWeights.MedianFrequency(data, 2)).Message);
    }

    [Fact]
    public void Batches_make_one_count()
    {
        using var rooms = new Rooms(Split.Train, 130, design: RoomsDesign.Plain with { Height = 16, Width = 16 });
        var labels = rooms["segmentation"].flatten(1);
        double[] frequencies =
        [
            .. Enumerable.Range(0, 5).Select(c =>
            {
                var counts = labels.eq(c).sum(1);
                return (double)counts.sum().item<long>() / (counts.gt(0).sum().item<long>() * 256);
            }),
        ];
        double median = frequencies.Order().ElementAt(2);
        Numbers.AssertClose([.. frequencies.Select(frequency => median / frequency)], ClassWeights.MedianFrequency(rooms, 5), 1e-12);
    }

    [Fact]
    public void Labels_that_are_all_ignored_are_explained()
    {
        using var data = new TensorDataset(("segmentation", full([2, 2, 2], -1, int64)));
        Assert.Contains("no valid label", Assert.Throws<ArgumentException>(() => ClassWeights.MedianFrequency(data, 3)).Message);
    }
}
