using Marginalia.Datasets;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Training;

public class DenseTaskTests
{
    internal static readonly string[] Fields = ["image", "segmentation", "depth", "normal", "edge", "saliency", "part", "keypoints"];

    /// <summary>Each task with the prediction that is right for a target, and the score that it gets.</summary>
    private static readonly Dictionary<string, (DenseTask Task, Func<Tensor, Tensor> Right, double Best)> Tasks = new()
    {
        ["segmentation"] = (DenseTask.Segmentation(15), target => OneHot(target, 15), 1),
        ["depth"] = (DenseTask.Depth(), target => target, 0),
        ["logarithm of depth"] = (DenseTask.LogDepth(), target => target.log(), 0),
        ["normal"] = (DenseTask.Normals(), target => target * 2, 0),
        ["edge"] = (DenseTask.Edges(), target => (target * 2 - 1) * 20, 1),
        ["saliency"] = (DenseTask.Saliency(), target => (target * 2 - 1) * 20, 1),
        ["part"] = (DenseTask.Parts(16), target => OneHot(target, 16), 1),
        ["keypoints"] = (DenseTask.Keypoints(Rooms.CornerMaps), target => HeatMaps.Draw(target, Rooms.CornerMaps, 48, 64), 1),
    };

    public static TheoryData<string> Names => [.. Tasks.Keys];

    internal static DenseTask Find(string name) => Tasks[name].Task;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_right_prediction_has_the_best_score_and_a_lower_loss_than_any_other(string name)
    {
        using var scope = NewDisposeScope();
        using var rooms = new Rooms(Split.Test, 6, fields: Fields);
        var (task, right, best) = Tasks[name];
        var target = rooms[task.Objective.Target];
        var prediction = right(target);
        Assert.Equal([6, task.Channels, 48, 64], prediction.shape);

        double Score(Tensor said)
        {
            var metric = task.Metric();
            metric.Add(said, target);
            return task.Score(metric);
        }

        var other = prediction.flip(0);
        Assert.Equal(best, Score(prediction), name == "keypoints" ? 0.25 : name == "normal" ? 0.02 : 1e-5); // corners that are too near have one peak
        Assert.Equal(task.HigherIsBetter, Score(prediction) > Score(other));
        Assert.True(task.Objective.Loss(prediction, target).ToDouble() < 0.9 * task.Objective.Loss(other, target).ToDouble());
        Assert.Equal(task.Objective.Task, task.Name);
        Assert.Equal((1, 50), (task.Weight, (task with { Weight = 50 }).Weight));
    }

    [Fact]
    public void Weights_of_classes_reach_the_loss()
    {
        var (logits, labels) = (randn(1, 3, 2, 2), tensor(new long[] { 0, 1, 2, 2 }, 1, 2, 2));
        double[] weights = [1, 2, 0];
        Assert.Equal(
            ClassificationLoss.CrossEntropy(logits, labels, weights).ToDouble(),
            DenseTask.Segmentation(3, weights: weights).Objective.Loss(logits, labels).ToDouble());
    }

    private static Tensor OneHot(Tensor labels, int classes) => nn.functional.one_hot(labels, classes).permute(0, 3, 1, 2).to(float32) * 5;
}
