using static TorchSharp.torch.optim.lr_scheduler;

namespace Marginalia.Training;

/// <summary>How long and how <see cref="MultiTaskTraining"/> trains, and what it records.</summary>
public sealed record TrainingOptions
{
    /// <summary>Optimizer steps to take.</summary>
    public required int Steps { get; init; }

    /// <summary>Name of the data set's tensor that the network reads.</summary>
    public string Input { get; init; } = "input";

    /// <summary>Upper bound of the Euclidean norm of the gradient of all parameters that the optimizer trains; null leaves it alone.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Schedule of the learning rate, moved after every step; null leaves it constant.</summary>
    public LRScheduler? Scheduler { get; init; }

    /// <summary>Losses and weights are recorded every so many steps, from step 0.</summary>
    public int RecordEvery { get; init; } = 1;

    /// <summary><see cref="Evaluate"/> is called every so many steps, from step 0, and after the last.</summary>
    public int EvaluateEvery { get; init; } = 100;

    /// <summary>Records what it likes at (steps taken so far, history), for example the losses on test data; null evaluates nothing.</summary>
    public Action<long, History>? Evaluate { get; init; }

    /// <summary>Saves the run, and continues from what was saved; null does neither.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>
    /// Threads that make batches while the network trains; 0 makes each batch when it is needed. Results do not depend on it. Null is 1 where examples
    /// are read one by one or augmented, else 0.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>Batches that these threads make ahead.</summary>
    public int Ahead { get; init; } = 2;

    /// <summary>Label of the progress bar on the error stream; null shows none.</summary>
    public string? Progress { get; init; }
}
