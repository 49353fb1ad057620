using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>Finds out which examples a loss or gradient that is not finite comes from.</summary>
internal static class Suspects
{
    /// <summary>The same failure with the name of its task, the step of the run, and the examples; null where it is another failure.</summary>
    public static ArithmeticException? Named(
        ArithmeticException failure, MultiTaskModule model, IReadOnlyList<Objective> objectives, string input, long step, IReadOnlyList<(Batch Batch, long[] Indices)> batches)
    {
        long[] all = [.. batches.SelectMany(batch => batch.Indices)];
        return failure switch
        {
            NonFiniteLossException loss => new NonFiniteLossException(
                loss, objectives[loss.Task].Task, step, Of(model, objectives[loss.Task], loss.Task, input, batches) is [_, ..] found ? found : all),
            NonFiniteGradientException gradient => new NonFiniteGradientException(gradient, gradient.Task is int task ? objectives[task].Task : null, step, all),
            _ => null,
        };
    }

    /// <summary>The examples whose loss, each for itself and in evaluation mode, is not finite.</summary>
    private static long[] Of(MultiTaskModule model, Objective objective, int task, string input, IReadOnlyList<(Batch Batch, long[] Indices)> batches)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var mode = new EvaluationMode(model);
        var suspects = new List<long>();
        foreach (var (batch, indices) in batches)
        {
            var (prediction, target) = (model.call(batch[input])[task], batch[objective.Target]);
            for (int row = 0; row < indices.Length; row++)
                if (!double.IsFinite(objective.Loss(prediction.narrow(0, row, 1), target.narrow(0, row, 1)).to(ScalarType.Float64).item<double>()))
                    suspects.Add(indices[row]);
        }

        return [.. suspects];
    }
}
