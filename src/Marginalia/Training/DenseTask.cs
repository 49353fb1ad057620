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
    /// <param name="weights">Weight of each class in the loss; null is 1 each.</param>
    public static DenseTask Segmentation(int classes, string task = "segmentation", IReadOnlyList<double>? weights = null) =>
        Of(classes, Objective.CrossEntropy(task, weights), () => new ConfusionMatrix(classes), metric => metric.MeanIoU, "mIoU", higherIsBetter: true);

    /// <summary>Depth in metres: absolute error, root mean square over all pixels.</summary>
    /// <param name="task">Name of the task and of its target [N, 1, H, W].</param>
    public static DenseTask Depth(string task = "depth") =>
        Of(1, Objective.Depth(task), () => new DepthErrors(), metric => metric.RootMeanSquare, "rmse, m", higherIsBetter: false);

    /// <summary>Depth, predicted as a logarithm: scale-invariant error, root mean square of metres over all pixels.</summary>
    /// <param name="task">Name of the task and of its target [N, 1, H, W].</param>
    public static DenseTask LogDepth(string task = "depth") =>
        Of(1, Objective.LogDepth(task), () => new DepthErrors(DepthForm.Logarithm), metric => metric.RootMeanSquare, "rmse, m", higherIsBetter: false);

    /// <summary>Surface normals: 1 - cosine, mean angle.</summary>
    /// <param name="task">Name of the task and of its target [N, 3, H, W].</param>
    public static DenseTask Normals(string task = "normal") =>
        Of(3, Objective.Normals(task), () => new NormalErrors(), metric => metric.MeanAngle, "mean angle, degrees", higherIsBetter: false);

    /// <summary>Edges: balanced cross-entropy, the F of the threshold that is best for the set.</summary>
    /// <param name="task">Name of the task and of its target [N, 1, H, W].</param>
    /// <param name="tolerance">Largest distance of a match, as a part of the diagonal; 0.02 is 1.6 pixels of 48 x 64 (<see cref="EdgeScores"/>).</param>
    public static DenseTask Edges(string task = "edge", double tolerance = 0.0075) =>
        Of(1, Objective.Edges(task), () => new EdgeScores(tolerance), metric => metric.OdsF, "odsF", higherIsBetter: true);

    /// <summary>Salient pixels: balanced cross-entropy, the best threshold's F.</summary>
    /// <param name="task">Name of the task and of its target [N, 1, H, W].</param>
    public static DenseTask Saliency(string task = "saliency") =>
        Of(1, Objective.Saliency(task), () => new SaliencyScores(), metric => metric.MaxF, "maxF", higherIsBetter: true);

    /// <summary>A part for every pixel: as <see cref="Segmentation"/>; images without annotated parts are left out where their labels are -1.</summary>
    /// <param name="parts">Number of parts, "none" included: 7 for people, 16 for <see cref="Datasets.RoomPart"/>.</param>
    /// <param name="task">Name of the task and of its target [N, H, W].</param>
    public static DenseTask Parts(int parts, string task = "part") => Segmentation(parts, task);

    /// <summary>Keypoints: squared error of heat maps, percentage of correct keypoints.</summary>
    /// <param name="maps">Number of the map that each keypoint is drawn on, for example <see cref="Datasets.Rooms.CornerMaps"/>.</param>
    /// <param name="task">Name of the task and of its target [N, M, J, 3].</param>
    /// <param name="sigma">Width of the peaks in pixels.</param>
    /// <param name="tolerance">Largest distance, as a part of the longer side of the image.</param>
    public static DenseTask Keypoints(IReadOnlyList<int> maps, string task = "keypoints", double sigma = 1.5, double tolerance = 0.05) =>
        Of(maps.Max() + 1, Objective.Keypoints(maps, task, sigma), () => new Pck(maps, tolerance), metric => metric.Value, "PCK", higherIsBetter: true);

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
