using System.Diagnostics;
using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Objectives;

namespace Marginalia.Training;

/// <summary>One candidate, trained and validated.</summary>
/// <param name="Network">The network; null when training diverged.</param>
/// <param name="Setting">What it was trained with.</param>
/// <param name="Variant">Name of the balancer's configuration.</param>
/// <param name="Validation">The measure on validation data, one number per task.</param>
/// <param name="Score">What candidates are ranked by; higher is better.</param>
/// <param name="SecondsPerStep">Time of a training step, without validation.</param>
internal sealed record Trial(MultiTaskModule? Network, Setting Setting, string Variant, double[] Validation, double Score, double SecondsPerStep)
{
    /// <summary>Trains a network for some of the tasks.</summary>
    public static Trial Run(
        ComparisonPlan plan, IReadOnlyList<int> tasks, Setting setting, Variant variant, long seed, Func<double[], double> score,
        CancellationToken cancellation)
    {
        var network = plan.Model(tasks, setting, seed);
        var trial = new Trial(null, setting, variant.Name, [], double.NegativeInfinity, 0);
        try
        {
            return trial = trial.Train(network, plan, [.. tasks.Select(task => plan.Objectives[task])], variant.Balancer(seed), seed, score, cancellation);
        }
        catch (ArithmeticException error) when (error is NonFiniteLossException or NonFiniteGradientException)
        {
            return trial; // not eligible; the table counts these
        }
        finally
        {
            if (trial.Network is null)
                network.Dispose();
        }
    }

    private Trial Train(
        MultiTaskModule network, ComparisonPlan plan, Objective[] objectives, Balancer ownedBalancer, long seed, Func<double[], double> score,
        CancellationToken cancellation)
    {
        using var balancer = ownedBalancer;
        using var optimizer = plan.Optimizer(network, balancer, Setting);
        var best = this;
        Checkpoint? checkpoint = null;
        TimeSpan validating = default;
        void Validate(long step, History history)
        {
            if (step == 0)
                return;
            var start = Stopwatch.GetTimestamp();
            var validation = plan.Measure.Values(network, plan.Validation, objectives, plan.InputName);
            if (score(validation) is var value && double.IsFinite(value) && value > best.Score)
            {
                best = best with { Network = network, Validation = validation, Score = value };
                checkpoint?.Dispose();
                checkpoint = plan.ValidateEvery is null ? null : new(network);
            }

            validating += Stopwatch.GetElapsedTime(start);
        }

        var beginning = Stopwatch.GetTimestamp();
        try
        {
            MultiTaskTraining.Train(network, new(plan.Train, plan.BatchSize, seed), objectives, balancer, optimizer, new()
            {
                Steps = plan.Steps,
                Input = plan.InputName,
                ClipNorm = plan.ClipNorm,
                Scheduler = plan.Schedule?.Invoke(optimizer, plan.Steps),
                RecordEvery = plan.Steps,
                EvaluateEvery = plan.ValidateEvery ?? plan.Steps,
                Evaluate = Validate,
            }, cancellation);
            checkpoint?.Restore(network);
            return best with { SecondsPerStep = (Stopwatch.GetElapsedTime(beginning) - validating).TotalSeconds / plan.Steps };
        }
        finally
        {
            checkpoint?.Dispose();
        }
    }
}
