using Marginalia.Architectures;
using Marginalia.Augmentations;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace Marginalia.Training;

/// <summary>
/// All that a <see cref="Comparison"/> may use to train networks and to choose settings. Test data are no part of it.
/// </summary>
public sealed record ComparisonPlan
{
    /// <summary>Data to fit parameters on.</summary>
    public required Dataset Train { get; init; }

    /// <summary>Changes every training example by chance, in the same way for every method of a seed; null leaves them as they are.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Data to choose settings, variants and, where <see cref="Rule"/> says so, the length of training with.</summary>
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

    /// <summary>
    /// Weights [T] that the tuned scalarisation chooses among, for example <see cref="Scalarizations.Random"/>; empty leaves that row out, where
    /// architectures are compared and not balancers.
    /// </summary>
    public IReadOnlyList<double[]> Scalarizations { get; init; } = [];

    /// <summary>Fixed weights of the losses [T], for the baseline and for the architectures; null is 1 for each.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

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

    /// <summary>Which parameters of a run count.</summary>
    public SelectionRule Rule { get; init; } = SelectionRule.Last;

    /// <summary>
    /// Records the measure on validation data every so many steps, for learning curves; null does it as often as <see cref="Rule"/> asks, at least
    /// after the last step. It must be null where the rule has an interval of its own.
    /// </summary>
    public int? EvaluateEvery { get; init; }

    /// <summary>Records losses and weights every so many steps, from step 0, for learning curves.</summary>
    public int RecordEvery { get; init; } = 1;

    /// <summary>Name of the method that differences in the table are taken to; null is the best baseline that there is: tuned, fixed or equal weights.</summary>
    public string? Against { get; init; }

    /// <summary>Where networks are trained and measured, for example <c>CUDA</c>; null is where <see cref="Model"/> makes them. Batches follow them.</summary>
    public Device? Device { get; init; }

    /// <summary>Runs that go side by side. Results do not depend on it, but seconds per step do.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Label of the progress bar on the error stream; null shows none.</summary>
    public string? Progress { get; init; }

    internal string InputName => Input ?? Train.Names[0];

    internal bool[] HigherIsBetter => [.. Objectives.Select(Measure.HigherIsBetter)];

    /// <summary>The baselines and the methods, in the order of the table.</summary>
    internal IReadOnlyList<Arm> AllArms =>
    [
        new(Weights is null ? Comparison.EqualWeights : Comparison.FixedWeights, [new Variant("")]),
        .. Scalarizations.Count == 0 ? (Arm[])[] : [Arm.OfWeights(Comparison.TunedScalarization, Scalarizations)],
        .. Arms,
    ];

    internal string Baseline => Against ?? AllArms[Scalarizations.Count == 0 ? 0 : 1].Name;

    /// <summary>Refuses what cannot be compared.</summary>
    internal void Check()
    {
        Refuse(Objectives.Count == 0, "there is no objective; give one per task");
        Refuse(Seeds.Count == 0 || Seeds.Distinct().Count() < Seeds.Count, $"seeds [{string.Join(", ", Seeds)}]; give at least one, each once");
        Refuse(Arms.Count == 0 && Scalarizations.Count == 0, "there is no method beside the baseline; give arms or scalarisations");
        if (Scalarizations.Prepend([.. Weights ?? Objectives.Select(_ => 1.0)]).FirstOrDefault(weights => weights.Length != Objectives.Count) is { } odd)
            Refuse(true, $"{odd.Length} weights in a scalarisation of {Objectives.Count} tasks");
        string[] names = [Comparison.SingleTask, .. AllArms.Select(arm => arm.Name)];
        Refuse(names.Distinct().Count() < names.Length, $"methods {string.Join(", ", names)}; each needs a name of its own, and the baselines have theirs");
        Refuse(!names.Contains(Baseline), $"differences to '{Baseline}'; name one of {string.Join(", ", names)}");
        foreach (var arm in AllArms)
            Refuse(arm.Variants.Count == 0 || !Settings.Any(arm.Allows), $"'{arm.Name}' has {arm.Variants.Count} variants and {Settings.Count(arm.Allows)} of {Settings.Count} settings; it needs one of each");
        foreach (int number in (int[])[Steps, BatchSize, EvaluateEvery ?? 1, RecordEvery, Workers])
            Refuse(number < 1, $"steps {Steps}, batch size {BatchSize}, intervals {EvaluateEvery} and {RecordEvery}, workers {Workers}; all must be at least 1");
        Refuse(EvaluateEvery is not null && Rule.Every is not null, $"the rule ({Rule}) has an interval of its own, and EvaluateEvery is {EvaluateEvery}; leave it out");
        Refuse(Rule.Count > 1 && (Steps + Rule.Every - 1) / Rule.Every < Rule.Count, $"{Steps} steps have too few evaluations for the rule ({Rule}); train longer or evaluate more often");
    }

    private static void Refuse(bool wrong, string what)
    {
        if (wrong)
            throw new ArgumentException($"Comparison: {what}.");
    }

    private static Adam Adam(MultiTaskModule model, Balancer balancer, Setting setting)
    {
        List<Adam.ParamGroup> groups = [new(model.parameters(), setting.LearningRate, weight_decay: setting.WeightDecay)];
        if (balancer.parameters().Any())
            groups.Add(new(balancer.parameters(), setting.LearningRate));
        return optim.Adam(groups, setting.LearningRate);
    }
}
