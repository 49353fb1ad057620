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
    public static Objective CrossEntropy(string task) => new(task, task, ClassificationLoss.CrossEntropy);

    /// <summary>The cross-entropy of one score per yes-or-no answer (<see cref="ClassificationLoss.BinaryCrossEntropy"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective BinaryCrossEntropy(string task) => new(task, task, ClassificationLoss.BinaryCrossEntropy);

    /// <summary>The absolute error of depth, in metres (<see cref="DenseLoss.Depth"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective Depth(string task = "depth") => new(task, task, DenseLoss.Depth);

    /// <summary>The absolute error of inverse depth, in 1/m (<see cref="DenseLoss.InverseDepth"/>).</summary>
    /// <param name="target">Name of the target, which is depth in metres.</param>
    public static Objective InverseDepth(string target = "depth") => new("inverse_depth", target, DenseLoss.InverseDepth);

    /// <summary>1 - cosine of surface normals (<see cref="DenseLoss.Normals"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective Normals(string task = "normal") => new(task, task, DenseLoss.Normals);

    /// <summary>The absolute error of vectors to centroids, in pixels (<see cref="DenseLoss.Centroid"/>).</summary>
    /// <param name="task">Name of the task and of its target.</param>
    public static Objective Centroid(string task = "centroid") => new(task, task, DenseLoss.Centroid);
}
