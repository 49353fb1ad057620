using Marginalia.Architectures;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>Losses and metrics of a network on a data set, without gradients, on the device where the network is.</summary>
public static class Evaluation
{
    /// <summary>Most numbers that go through a network in one pass, unless a single example has more: three images of 288 x 384.</summary>
    private const long LargestPass = 1 << 20;

    /// <summary>Mean loss per task [T] over all examples, in evaluation mode; all parts of the network return to the modes that they were in.</summary>
    /// <param name="model">The network.</param>
    /// <param name="dataset">The examples.</param>
    /// <param name="objectives">One per task, in the order of the network's predictions.</param>
    /// <param name="input">Name of the network's input in the data set.</param>
    /// <param name="batchSize">Examples per pass, at most: large ones go in smaller batches. It does not change the result beyond rounding.</param>
    public static double[] Losses(
        MultiTaskModule model, Dataset dataset, IReadOnlyList<Objective> objectives, string input = "input", int batchSize = 1000)
    {
        var sums = new double[objectives.Count];
        ForEachBatch(model, dataset, input, batchSize, (batch, predictions) =>
        {
            for (int i = 0; i < sums.Length; i++)
                sums[i] += objectives[i].Loss(predictions[i], batch[objectives[i].Target]).ToDouble() * batch.Count;
        });
        return [.. sums.Select(sum => sum / dataset.Count)];
    }

    /// <summary>Resets the metrics and adds the predictions for all examples to them, in evaluation mode.</summary>
    /// <param name="model">The network.</param>
    /// <param name="dataset">The examples.</param>
    /// <param name="metrics">One per task, in the order of the network's predictions, each with the name of its target in the data set.</param>
    /// <param name="input">Name of the network's input in the data set.</param>
    /// <param name="batchSize">Examples per pass, at most: large ones go in smaller batches. It does not change the result beyond rounding.</param>
    public static void Measure(
        MultiTaskModule model, Dataset dataset, IReadOnlyList<(Metric Metric, string Target)> metrics, string input = "input", int batchSize = 100)
    {
        foreach (var (metric, _) in metrics)
            metric.Reset();
        ForEachBatch(model, dataset, input, batchSize, (batch, predictions) =>
        {
            for (int i = 0; i < metrics.Count; i++)
                metrics[i].Metric.Add(predictions[i], batch[metrics[i].Target]);
        });
    }

    /// <summary>What <see cref="TrainingOptions.Evaluate"/> wants: records <see cref="Losses"/> under <paramref name="prefix"/> plus the task's name.</summary>
    /// <param name="model">The network.</param>
    /// <param name="dataset">The examples.</param>
    /// <param name="objectives">One per task, in the order of the network's predictions.</param>
    /// <param name="prefix">Beginning of the columns' names.</param>
    /// <param name="input">Name of the network's input in the data set.</param>
    public static Action<long, History> Recorder(
        MultiTaskModule model, Dataset dataset, IReadOnlyList<Objective> objectives, string prefix = "test/", string input = "input") =>
        (step, history) =>
        {
            var losses = Losses(model, dataset, objectives, input);
            for (int i = 0; i < losses.Length; i++)
                history.Record(step, prefix + objectives[i].Task, losses[i]);
        };

    private static void ForEachBatch(MultiTaskModule model, Dataset dataset, string input, int batchSize, Action<Batch, Tensor[]> action)
    {
        using var mode = new EvaluationMode(model);
        using var off = no_grad();
        var device = model.Device;
        int size = dataset.Count == 0 ? batchSize : (int)Math.Clamp(LargestPass / NumbersOfOne(dataset, input), 1, batchSize);
        for (int start = 0; start < dataset.Count; start += size)
        {
            using var scope = NewDisposeScope();
            var batch = dataset.Get([.. Enumerable.Range(start, Math.Min(size, dataset.Count - start)).Select(i => (long)i)]).To(device);
            action(batch, model.call(batch[input]));
        }
    }

    private static long NumbersOfOne(Dataset dataset, string input)
    {
        using var scope = NewDisposeScope();
        return Math.Max(1, dataset.Get([0])[input].numel());
    }
}
