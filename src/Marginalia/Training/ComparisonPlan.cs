using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace Marginalia.Training;

/// <summary>
/// All that a <see cref="BalancerComparison"/> may use to train networks and to choose settings. Test data are no part of it.
/// </summary>
public sealed record ComparisonPlan
{
    /// <summary>Data to fit parameters on.</summary>
    public required Dataset Train { get; init; }

    /// <summary>Data to choose settings, variants and, with <see cref="ValidateEvery"/>, the length of training with.</summary>
    public required Dataset Validation { get; init; }

    /// <summary>One per task T.</summary>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <summary>
    /// Makes a network for some of the tasks (numbers from 0, in the order of its predictions), a setting and a seed; the same arguments must
    /// give the same network.
    /// </summary>
    public required Func<IReadOnlyList<int>, Setting, long, MultiTaskModule> Model { get; init; }

    /// <summary>The methods to compare; the baselines are there without being listed.</summary>
    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>The grid, the same for every method and for the single-task networks.</summary>
    public required IReadOnlyList<Setting> Settings { get; init; }

    /// <summary>Weights [T] that the tuned scalarisation chooses among, for example <see cref="Scalarizations.Random"/>.</summary>
    public required IReadOnlyList<double[]> Scalarizations { get; init; }

    /// <summary>One repetition each: the seed of initial parameters, batches and balancers.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Optimizer steps of every run.</summary>
    public required int Steps { get; init; }

    /// <summary>Examples per batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>By what networks are chosen and compared.</summary>
    public Measure Measure { get; init; } = Measure.Loss;

    /// <summary>Name of the networks' input in the data; null is the first name of the training data.</summary>
    public string? Input { get; init; }

    /// <summary>Makes the optimizer of a run; Adam by default, whose weight decay spares the parameters of the balancer.</summary>
    public Func<MultiTaskModule, Balancer, Setting, optim.Optimizer> Optimizer { get; init; } = Adam;

    /// <summary>Makes the schedule of the learning rate for an optimizer and a number of steps; null keeps the rate constant.</summary>
    public Func<optim.Optimizer, int, LRScheduler>? Schedule { get; init; }

    /// <summary>Upper bound of the norm of the gradient; null leaves it alone.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>
    /// Early stopping: validates every so many steps and keeps the parameters that were best; null keeps the last ones.
    /// </summary>
    public int? ValidateEvery { get; init; }

    /// <summary>Runs that go side by side. Results do not depend on it, but seconds per step do.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Label of the progress bar on the error stream; null shows none.</summary>
    public string? Progress { get; init; }

    internal string InputName => Input ?? Train.Names[0];

    internal bool[] HigherIsBetter => [.. Objectives.Select(Measure.HigherIsBetter)];

    /// <summary>The baselines and the methods, in the order of the table.</summary>
    internal IReadOnlyList<Arm> AllArms =>
    [
        new(BalancerComparison.EqualWeights, _ => new EqualWeighting(Objectives.Count)),
        Arm.OfWeights(BalancerComparison.TunedScalarization, Scalarizations),
        .. Arms,
    ];

    /// <summary>Refuses what cannot be compared.</summary>
    internal void Check()
    {
        Refuse(Objectives.Count == 0, "there is no objective; give one per task");
        Refuse(Seeds.Count == 0 || Seeds.Distinct().Count() < Seeds.Count, $"seeds [{string.Join(", ", Seeds)}]; give at least one, each once");
        Refuse(Scalarizations.Count == 0, "the tuned scalarisation has no weights to choose among; give some, for example Scalarizations.Random");
        if (Scalarizations.FirstOrDefault(weights => weights.Length != Objectives.Count) is { } odd)
            Refuse(true, $"{odd.Length} weights in a scalarisation of {Objectives.Count} tasks");
        string[] names = [BalancerComparison.SingleTask, .. AllArms.Select(arm => arm.Name)];
        Refuse(names.Distinct().Count() < names.Length, $"methods {string.Join(", ", names)}; each needs a name of its own, and the baselines have theirs");
        foreach (var arm in AllArms)
            Refuse(arm.Variants.Count == 0 || !Settings.Any(arm.Allows), $"'{arm.Name}' has {arm.Variants.Count} variants and {Settings.Count(arm.Allows)} of {Settings.Count} settings; it needs one of each");
        foreach (int number in (int[])[Steps, BatchSize, ValidateEvery ?? 1, Workers])
            Refuse(number < 1, $"steps {Steps}, batch size {BatchSize}, interval {ValidateEvery}, workers {Workers}; all must be at least 1");
    }

    private static void Refuse(bool wrong, string what)
    {
        if (wrong)
            throw new ArgumentException($"BalancerComparison: {what}.");
    }

    private static Adam Adam(MultiTaskModule model, Balancer balancer, Setting setting)
    {
        List<Adam.ParamGroup> groups = [new(model.parameters(), setting.LearningRate, weight_decay: setting.WeightDecay)];
        if (balancer.parameters().Any())
            groups.Add(new(balancer.parameters(), setting.LearningRate));
        return optim.Adam(groups, setting.LearningRate);
    }
}
