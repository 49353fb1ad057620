using Marginalia.Metrics;
using Marginalia.Objectives;

namespace Marginalia.Training;

/// <summary>A task of dense prediction: what a network predicts per pixel, what it is trained to do, and by what it is judged.</summary>
/// <param name="Channels">Channels of the prediction [N, Channels, H, W].</param>
/// <param name="Objective">Target and loss; its name is the task's.</param>
/// <param name="Metric">Makes a fresh metric.</param>
/// <param name="Score">The number of a metric that networks are compared by.</param>
/// <param name="Unit">What the score is, with its unit, for example <c>mIoU</c> or <c>rmse, m</c>.</param>
/// <param name="HigherIsBetter">Whether a higher score is better.</param>
public sealed record DenseTask(
    int Channels, Objective Objective, Func<Metric> Metric, Func<Metric, double> Score, string Unit, bool HigherIsBetter)
{
    /// <summary>Name of the task, that of its objective.</summary>
    public string Name => Objective.Task;

    /// <summary>Weight of the task's loss where weights are fixed.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>A class for every pixel: cross-entropy, mean intersection over union.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="task">Name of the task and of its target [N, H, W].</param>
    public static DenseTask Segmentation(int classes, string task = "segmentation") =>
        Of(classes, Objective.CrossEntropy(task), () => new ConfusionMatrix(classes), metric => metric.MeanIoU, "mIoU", higherIsBetter: true);

    /// <summary>Depth in metres: absolute error, root mean square over all pixels.</summary>
    /// <param name="task">Name of the task and of its target [N, 1, H, W].</param>
    public static DenseTask Depth(string task = "depth") =>
        Of(1, Objective.Depth(task), () => new DepthErrors(), metric => metric.RootMeanSquare, "rmse, m", higherIsBetter: false);

    /// <summary>Surface normals: 1 - cosine, mean angle.</summary>
    /// <param name="task">Name of the task and of its target [N, 3, H, W].</param>
    public static DenseTask Normals(string task = "normal") =>
        Of(3, Objective.Normals(task), () => new NormalErrors(), metric => metric.MeanAngle, "mean angle, degrees", higherIsBetter: false);

    /// <summary>A task whose metric is of a known type.</summary>
    /// <inheritdoc cref="DenseTask(int, Objective, Func{Metric}, Func{Metric, double}, string, bool)"/>
    /// <typeparam name="TMetric">Type of the metric.</typeparam>
    /// <param name="channels">Channels of the prediction.</param>
    /// <param name="objective">Target and loss; its name is the task's.</param>
    /// <param name="metric">Makes a fresh metric.</param>
    /// <param name="score">The number of a metric that networks are compared by.</param>
    /// <param name="unit">What the score is, with its unit.</param>
    /// <param name="higherIsBetter">Whether a higher score is better.</param>
    public static DenseTask Of<TMetric>(
        int channels, Objective objective, Func<TMetric> metric, Func<TMetric, double> score, string unit, bool higherIsBetter)
        where TMetric : Metric => new(channels, objective, metric, filled => score((TMetric)filled), unit, higherIsBetter);
}
