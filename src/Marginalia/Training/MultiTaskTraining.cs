using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>The training loop: batch, losses, balanced gradient, optimizer step. Nothing else happens to the network.</summary>
public static class MultiTaskTraining
{
    /// <summary>Trains a network and returns what was recorded: <c>loss/</c> and <c>weight/</c> plus the task's name, and what was evaluated.</summary>
    /// <remarks>
    /// The loss of a task is that of its prediction plus those of the predictions that the network made for it on the way
    /// (<see cref="MultiTaskModule.Intermediate"/>, deep supervision). Batches follow the network to the device where it is. The run is a pure function of its arguments: nothing is drawn from torch's default generator. Tensors of a step are freed with it, so
    /// that memory stays flat.
    /// </remarks>
    /// <param name="model">The network.</param>
    /// <param name="loader">The batches; step k uses batch k, or the k-th n of them where the balancer reads n batches per step.</param>
    /// <param name="objectives">One per task, in the order of the network's predictions.</param>
    /// <param name="balancer">Turns the losses into a gradient.</param>
    /// <param name="optimizer">Moves the parameters; it holds the network's and, where it has any, the balancer's.</param>
    /// <param name="options">How long, and what to record.</param>
    /// <param name="cancellation">Ends the run between two steps.</param>
    /// <exception cref="ArgumentException">Network, objectives and balancer differ in the number of tasks, or an interval is not positive.</exception>
    /// <exception cref="LoadingException">A batch could not be made.</exception>
    /// <exception cref="NonFiniteLossException">
    /// A loss became NaN or infinite; task, step and examples are named, and network, optimizer and balancer are as before the step.
    /// </exception>
    /// <exception cref="NonFiniteGradientException">The same for a gradient.</exception>
    /// <exception cref="CheckpointException">There is a checkpoint, but it is damaged, of another version, or of another run.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static History Train(
        MultiTaskModule model,
        DataLoader loader,
        IReadOnlyList<Objective> objectives,
        Balancer balancer,
        optim.Optimizer optimizer,
        TrainingOptions options,
        CancellationToken cancellation = default)
    {
        if (objectives.Count != model.TaskCount || balancer.TaskCount != model.TaskCount)
            throw new ArgumentException(
                $"Train: the network has {model.TaskCount} tasks, the balancer {balancer.TaskCount}, and there are {objectives.Count} objectives.");

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.RecordEvery);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.EvaluateEvery);

        var run = options.Checkpoint is null ? null : new TrainingRun(model, loader, objectives, balancer, optimizer, options);
        var history = new History();
        int first = run?.Resume(history) ?? 0, reads = balancer.SamplesPerStep;
        Tensor[] buffers = [.. model.buffers()];
        var device = model.Device;
        using var stream = loader.Stream((long)first * reads, options.Threads, options.Ahead, cancellation);
        using var progress = options.Progress is null || first == options.Steps ? null : new Progress(options.Progress, options.Steps, first);
        long examples = 0;
        model.train();

        for (int step = first; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step % options.EvaluateEvery == 0)
                options.Evaluate?.Invoke(step, history);

            using var scope = NewDisposeScope();
            using var before = new BufferCopy(buffers);
            Batch[] batches = [.. Enumerable.Range(0, reads).Select(_ => stream.Next().To(device))];
            IReadOnlyList<Tensor> Losses(int sample)
            {
                var batch = batches[sample];
                var predictions = model.call(batch[options.Input]);
                return [.. objectives.Select((objective, i) => WithPenalty(model, i, LossOf(objective, [predictions[i], .. EarlierOf(model, i)], batch[objective.Target])))];
            }

            optimizer.zero_grad();
            bool moved = false;
            try
            {
                balancer.Step(Losses, model, () =>
                {
                    if (options.ClipNorm is double bound)
                        nn.utils.clip_grad_norm_(optimizer.parameters(), bound);
                    moved = true;
                    optimizer.step();
                });
            }
            catch (ArithmeticException failure)
            {
                if (!moved)
                    before.Restore();
                if (Suspects.Named(failure, model, objectives, options.Input, step, [.. batches.Select((batch, k) => (batch, loader.SliceOf((long)step * reads + k).Indices))]) is { } named)
                    throw named;
                throw;
            }

            options.Scheduler?.step();
            if (step % options.RecordEvery == 0)
                Record(history, step, objectives, balancer);
            run?.Save(step + 1, history);
            progress?.Report(step + 1, stream.Waited, examples += batches.Sum(batch => batch.Count));
        }

        options.Evaluate?.Invoke(options.Steps, history);
        return history;
    }

    /// <summary>Predictions for a task that the network made on the way to its last.</summary>
    private static IReadOnlyList<Tensor> EarlierOf(MultiTaskModule model, int task) => model.Intermediate.Count == 0 ? [] : model.Intermediate[task];

    /// <summary>The sum of the losses of a task's predictions.</summary>
    private static Tensor LossOf(Objective objective, IEnumerable<Tensor> predictions, Tensor target) =>
        predictions.Select(prediction => objective.Loss(prediction, target)).Aggregate((sum, loss) => sum + loss);

    /// <summary>The loss of a task and what its network adds to it.</summary>
    private static Tensor WithPenalty(MultiTaskModule model, int task, Tensor loss) => model.Penalties.Count == 0 ? loss : loss + model.Penalties[task];

    private static void Record(History history, int step, IReadOnlyList<Objective> objectives, Balancer balancer)
    {
        for (int i = 0; i < objectives.Count; i++)
        {
            history.Record(step, "loss/" + objectives[i].Task, balancer.Losses[i]);
            if (balancer.Weights.Length > 0)
                history.Record(step, "weight/" + objectives[i].Task, balancer.Weights[i]);
        }
    }
}
