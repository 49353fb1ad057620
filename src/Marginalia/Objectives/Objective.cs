using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>What one task is trained to do: which target of the data set its prediction meets, and the loss between them.</summary>
/// <param name="Task">Name of the task, for columns and plots.</param>
/// <param name="Target">Name of the data set's tensor that holds the target.</param>
/// <param name="Loss">Prediction and target to a scalar, the mean over the batch.</param>
public sealed record Objective(string Task, string Target, Func<Tensor, Tensor, Tensor> Loss)
{
    /// <summary>The squared error, averaged over the batch and the outputs.</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective MeanSquaredError(string task) =>
        new(task, task, (prediction, target) => nn.functional.mse_loss(prediction, target));

    /// <summary>The cross-entropy of class scores; labels of -1 are ignored (<see cref="ClassificationLoss.CrossEntropy"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective CrossEntropy(string task) => CrossEntropy(task, null);

    /// <inheritdoc cref="CrossEntropy(string)"/>
    /// <param name="task">Name of the task and of its target.</param>
    /// <param name="weights">Weight of each class; null is 1 each.</param>
    public static Objective CrossEntropy(string task, IReadOnlyList<double>? weights) =>
        new(task, task, (logits, labels) => ClassificationLoss.CrossEntropy(logits, labels, weights));

    /// <summary>The cross-entropy of one score per yes-or-no answer (<see cref="ClassificationLoss.BinaryCrossEntropy"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective BinaryCrossEntropy(string task) => new(task, task, ClassificationLoss.BinaryCrossEntropy);

    /// <summary>The absolute error of depth, in metres (<see cref="DenseLoss.Depth"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective Depth(string task = "depth") => new(task, task, DenseLoss.Depth);

    /// <summary>The absolute error of inverse depth, in 1/m (<see cref="DenseLoss.InverseDepth"/>).</summary>
    /// <param name="target">Name of the target, which is depth in metres.</param>
    public static Objective InverseDepth(string target = "depth") => new("inverse_depth", target, DenseLoss.InverseDepth);

    /// <summary>The reverse Huber loss of depth (<see cref="DenseLoss.BerHu"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective BerHu(string task = "depth") => new(task, task, (prediction, depth) => DenseLoss.BerHu(prediction, depth));

    /// <summary>The scale-invariant error of a network that predicts the logarithm of depth (<see cref="DenseLoss.ScaleInvariant"/>).</summary>
    /// <param name="task">Name of the task and of its target, which is depth in metres.</param>
    /// <param name="lambda">0 .. 1; 1 ignores a factor on all depths of an image.</param>
    /// <param name="gradientWeight">Weight of the squared differences between neighbours.</param>
    public static Objective LogDepth(string task = "depth", double lambda = 0.5, double gradientWeight = 1) =>
        new(task, task, (prediction, depth) => DenseLoss.ScaleInvariant(prediction, depth, lambda, gradientWeight));

    /// <summary>1 - cosine of surface normals (<see cref="DenseLoss.Normals"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective Normals(string task = "normal") => new(task, task, DenseLoss.Normals);

    /// <summary>The absolute error of surface normals of length 1 (<see cref="DenseLoss.NormalDistance"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective NormalDistance(string task = "normal") => new(task, task, DenseLoss.NormalDistance);

    /// <summary>The cross-entropy of edges, which are few: 0.95 on their side (<see cref="DenseLoss.BalancedBinaryCrossEntropy"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    /// <param name="positiveWeight">Weight of pixels of 1; null is the part of pixels of 0 in a batch.</param>
    public static Objective Edges(string task = "edge", double? positiveWeight = 0.95) =>
        new(task, task, (logits, labels) => DenseLoss.BalancedBinaryCrossEntropy(logits, labels, positiveWeight));

    /// <summary>The cross-entropy of salient pixels, which have half of the weight in each batch (<see cref="DenseLoss.BalancedBinaryCrossEntropy"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective Saliency(string task = "saliency") => Edges(task, positiveWeight: null);

    /// <summary>The squared error of heat maps of keypoints (<see cref="HeatMaps"/>).</summary>
    /// <param name="maps">Number of the map that each keypoint is drawn on.</param>
    /// <param name="task">Name of the task and of its target.</param>
    /// <param name="sigma">Width of the peaks in pixels.</param>
    public static Objective Keypoints(IReadOnlyList<int> maps, string task = "keypoints", double sigma = 1.5) =>
        new(task, task, (prediction, keypoints) => HeatMaps.Loss(prediction, keypoints, maps, sigma));

    /// <summary>The absolute error of vectors to centroids, in pixels (<see cref="DenseLoss.Centroid"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective Centroid(string task = "centroid") => new(task, task, DenseLoss.Centroid);
}
