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
}
