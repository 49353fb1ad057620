using Marginalia.Architectures;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Training;
using TorchSharp;

namespace Marginalia.Tests.Training;

public class MeasureTests
{
    [Fact]
    public void Metrics_cover_every_example_once_whatever_the_batch_and_whatever_was_measured_before()
    {
        using var data = new Attributes(AttributesDesign.Binary(2), Split.Test, 103);
        using var model = new MultiHeadMlp(60, [1, 1], width: 8, depth: 1);
        model.train();
        var predictions = model.call(data["input"]);
        var expected = predictions.Select((logits, i) => logits.gt(0).flatten().eq(data[$"attribute{i}"].gt(0)).sum().ToInt64() / 103.0).ToArray();

        Accuracy first = new(), second = new();
        foreach (int batchSize in new[] { 10, 103, 1000 })
        {
            Evaluation.Measure(model, data, [(first, "attribute0"), (second, "attribute1")], batchSize: batchSize);
            Assert.Equal((expected[0], expected[1]), (first.Value, second.Value));
            Assert.True(model.training);
        }
    }

    [Theory]
    [InlineData(300, 400, new long[] { 2, 2, 1 })] // 360,000 numbers each
    [InlineData(30, 40, new long[] { 5 })]
    [InlineData(1000, 400, new long[] { 1, 1, 1, 1, 1 })]
    public void Large_images_pass_in_small_batches_and_none_is_left_out(int height, int width, long[] expected)
    {
        using var data = new TensorDataset(("image", torch.zeros(5, 3, height, width)), ("depth", torch.arange(1, 6).to(torch.float32).view(5, 1, 1, 1).expand(5, 1, height, width)));
        using var model = new HardSharing(new ConvNet([4], 1), [1]);
        var passes = new List<long>();
        model.register_forward_pre_hook((_, image) =>
        {
            passes.Add(image.shape[0]);
            return image;
        });
        var depth = new DepthErrors();
        Evaluation.Measure(model, data, [(depth, "depth")], "image");
        Assert.Equal(expected, passes);
        double said = model.call(torch.zeros(1, 3, height, width))[0].mean().ToDouble();
        Assert.InRange(depth.Absolute, Math.Abs(3 - said) - 0.2, Math.Abs(3 - said) + 0.2);
    }

    [Fact]
    public void Scores_of_dense_tasks_are_found_by_name_whatever_their_order()
    {
        using var data = new Rooms(Split.Test, 5, design: RoomsDesign.Plain);
        DenseTask[] tasks = [DenseTask.Segmentation(5), DenseTask.Depth(), DenseTask.Normals()];
        using var model = new HardSharing(new ConvNet([4, 4], 1), [3, 5]); // normals and segmentation
        var measure = Measure.Of(tasks);
        var values = measure.Values(model, data, [tasks[2].Objective, tasks[0].Objective], "image");

        model.eval();
        var predictions = model.call(data["image"]);
        var (errors, matrix) = (new NormalErrors(), new ConfusionMatrix(5));
        errors.Add(predictions[0], data["normal"]);
        matrix.Add(predictions[1], data["segmentation"]);
        Numbers.AssertClose([errors.MeanAngle, matrix.MeanIoU], values, 1e-5);
        Assert.Equal([true, false, false], tasks.Select(task => measure.HigherIsBetter(task.Objective)));
        Assert.Equal("segmentation: mIoU; depth: rmse, m; normal: mean angle, degrees", measure.Name);
        Assert.Equal([5, 1, 3], tasks.Select(task => task.Channels));
    }

    [Fact]
    public void Tasks_that_are_missing_or_there_twice_are_refused()
    {
        Assert.Contains("[depth, depth]", Assert.Throws<ArgumentException>(() => Measure.Of([DenseTask.Depth(), DenseTask.Depth()])).Message);
        Assert.Contains("no task 'normal'", Assert.Throws<ArgumentException>(() => Measure.Of([DenseTask.Depth()]).HigherIsBetter(DenseTask.Normals().Objective)).Message);
    }
}
