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
}
