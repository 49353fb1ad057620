using System.Diagnostics;
using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using TorchSharp;

namespace Marginalia.Training;

/// <summary>One candidate: what it is trained with and, when it is trained, its network and how that does on validation data.</summary>
internal sealed record Trial(ComparisonPlan Plan, Arm Arm, Variant Variant, Setting Setting, IReadOnlyList<int> Tasks, long Seed) : IDisposable
{
    private KeptParameters? kept;

    /// <summary>The network; null when training diverged.</summary>
    public MultiTaskModule? Network { get; private set; }

    /// <summary>The measure on validation data, one number per task.</summary>
    public double[] Validation { get; private set; } = [];

    /// <summary>What candidates are ranked by; higher is better.</summary>
    public double Score { get; private set; } = double.NegativeInfinity;

    /// <summary>Time of a training step, without validation.</summary>
    public double SecondsPerStep { get; private set; }

    /// <summary>What was recorded on the way.</summary>
    public History History { get; private set; } = new();

    private Objective[] Objectives => [.. Tasks.Select(task => Plan.Objectives[task])];

    /// <summary>Trains the network.</summary>
    /// <param name="singles">The single-task networks, for methods that start from them.</param>
    /// <param name="score">Ranks a measure on validation data; higher is better.</param>
    /// <param name="cancellation">Ends training between two steps.</param>
    public Trial Run(Func<IReadOnlyList<MultiTaskModule>> singles, Func<double[], double> score, CancellationToken cancellation)
    {
        var network = (Variant.Model ?? Plan.Model)(Tasks, Setting, Seed);
        if (Plan.Device is not null)
            network.to(Plan.Device);
        kept = new(Plan.Rule);
        try
        {
            Variant.Start?.Invoke(network, singles());
            Train(network, score, cancellation);
            if (kept.Validation is [_, ..] validation && score(validation) is var value && double.IsFinite(value))
                (Network, Validation, Score) = (network, validation, value);
        }
        catch (ArithmeticException error) when (error is NonFiniteLossException or NonFiniteGradientException)
        {
            // not eligible; the table counts these
        }
        finally
        {
            if (Network is null)
            {
                network.Dispose();
                kept.Dispose();
            }
        }

        return this;
    }

    /// <summary>The plan's measure on other data [T], as its rule of selection wants it.</summary>
    public double[] Measure(Dataset data) => kept!.MeanOf(Network!, network => MeasureLast(network, data));

    /// <summary>The plan's measure of the parameters that the network has [T].</summary>
    public double[] MeasureLast(Dataset data) => MeasureLast(Network!, data);

    /// <summary>The network, which the caller owns from now on.</summary>
    public MultiTaskModule HandOver()
    {
        var network = Network!;
        Network = null;
        return network;
    }

    /// <summary>Frees the network and what was kept of it.</summary>
    public void Dispose()
    {
        kept?.Dispose();
        Network?.Dispose();
    }

    private double[] MeasureLast(MultiTaskModule network, Dataset data) => Plan.Measure.Values(network, data, Objectives, Plan.InputName);

    private void Train(MultiTaskModule network, Func<double[], double> score, CancellationToken cancellation)
    {
        Objective[] objectives = [.. Objectives, .. Variant.Auxiliary];
        using var balancer = Variant.BalancerFor(Plan, Seed, objectives.Length);
        using var optimizer = (Arm.Optimizer ?? Plan.Optimizer)(network, balancer, Setting);
        TimeSpan validating = default;
        void Validate(long step, History history)
        {
            if (step == 0)
                return;
            var start = Stopwatch.GetTimestamp();
            var validation = MeasureLast(network, Plan.Validation);
            for (int i = 0; i < validation.Length; i++)
                history.Record(step, "validation/" + objectives[i].Task, validation[i]);
            kept!.Offer(network, validation, score);
            validating += Stopwatch.GetElapsedTime(start);
        }

        var beginning = Stopwatch.GetTimestamp();
        History = MultiTaskTraining.Train(network, new(Plan.Train, Plan.BatchSize, Seed, augmentation: Plan.Augmentation), objectives, balancer, optimizer, new()
        {
            Steps = Plan.Steps,
            Input = Plan.InputName,
            ClipNorm = Plan.ClipNorm,
            Scheduler = Plan.Schedule?.Invoke(optimizer, Plan.Steps),
            RecordEvery = Plan.RecordEvery,
            EvaluateEvery = Plan.Rule.Every ?? Plan.EvaluateEvery ?? Plan.Steps,
            Evaluate = Validate,
        }, cancellation);
        SecondsPerStep = (Stopwatch.GetElapsedTime(beginning) - validating).TotalSeconds / Plan.Steps;
        kept!.RestoreLatest(network);
    }
}
