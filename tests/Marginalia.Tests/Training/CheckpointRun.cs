using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Training;

/// <summary>A small run, made anew from its arguments: what tests of checkpoints stop and continue.</summary>
internal sealed record CheckpointRun
{
    public const int Steps = 60;

    public string Optimizer { get; init; } = "Adam";

    public string Schedule { get; init; } = "StepLR";

    public string Balancer { get; init; } = "GradNorm";

    public long Seed { get; init; } = 3;

    public long LoaderSeed { get; init; } = 2;

    public int Width { get; init; } = 8;

    public string[] Tasks { get; init; } = ["task0", "task1"];

    public int Length { get; init; } = Steps;

    public int Every { get; init; } = 1;

    public int BatchSize { get; init; } = 7; // 60 = 8 * 7 + 4: epochs end between checkpoints

    public bool TorchDropout { get; init; }

    public double? ClipNorm { get; init; } = 0.5;

    public Device? Device { get; init; }

    public Metric[] Metrics { get; init; } = [];

    /// <summary>The run from its beginning, or from its checkpoint; <paramref name="look"/> sees every step before it is taken.</summary>
    /// <returns>The loss log and, last, the parameters.</returns>
    public (History History, double[] Parameters) Train(string? path, Action<long>? look = null)
    {
        using var scope = NewDisposeScope();
        using var data = new ToyRegression([1, 10], Split.Train, 60, design: ToyRegressionDesign.Variances with { Inputs = 6, Outputs = 3 });
        using MultiTaskModule model = TorchDropout ? new Dropping(Seed) : new MultiHeadMlp(6, [.. Tasks.Select(_ => 3)], Width, depth: 2, seed: Seed, dropout: 0.2);
        model.to(Device ?? CPU);
        using var balancer = MakeBalancer();
        using var optimizer = MakeOptimizer([.. model.parameters(), .. balancer.parameters()]);
        var loader = new DataLoader(data, BatchSize, LoaderSeed);
        var history = MultiTaskTraining.Train(model, loader, [.. Tasks.Select(task => Objective.MeanSquaredError(task))], balancer, optimizer, new()
        {
            Steps = Length,
            ClipNorm = ClipNorm,
            Scheduler = MakeSchedule(optimizer),
            EvaluateEvery = 1,
            Evaluate = (step, _) => look?.Invoke(step),
            Checkpoint = path is null ? null : new(path, Every) { Metrics = Metrics },
        }, TestContext.Current.CancellationToken);
        return (history, [.. Numbers.ToArray(model.parameters()), .. Numbers.ToArray(balancer.state_dict().Values)]);
    }

    /// <summary>All that a history holds, to compare bit by bit.</summary>
    public static IEnumerable<(string Name, double Step, long Bits)> Bits(History history) =>
        from name in history.Names
        from row in history[name].Steps.Zip(history[name].Values)
        select (name, row.First, BitConverter.DoubleToInt64Bits(row.Second));

    private Balancer MakeBalancer() => Balancer switch
    {
        "GradNorm" => new GradNorm(Tasks.Length, alpha: 0.12),
        "EqualWeighting" => new EqualWeighting(Tasks.Length),
        "UncertaintyWeighting" => new UncertaintyWeighting(Tasks.Length, learningRate: null),
        "Famo" => new Famo(Tasks.Length),
        "MoDo" => new MoDo(Tasks.Length), // three batches per step
        "MoCo" => new MoCo(Tasks.Length), // a tracker of which the first step knows the shape
        "RandomLossWeighting" => new RandomLossWeighting(Tasks.Length, seed: 5),
        _ => throw new ArgumentException(Balancer),
    };

    private optim.Optimizer MakeOptimizer(IReadOnlyList<TorchSharp.Modules.Parameter> parameters) => Optimizer switch
    {
        "Adam" => optim.Adam(parameters, 0.01),
        "AdamW, amsgrad" => optim.AdamW(parameters, 0.01, amsgrad: true),
        "SGD" => optim.SGD(parameters, 0.05),
        "SGD with momentum" => optim.SGD(parameters, 0.02, momentum: 0.9, nesterov: true),
        "RMSProp" => optim.RMSProp(parameters, 0.003, momentum: 0.5, centered: true),
        _ => throw new ArgumentException(Optimizer),
    };

    private optim.lr_scheduler.LRScheduler? MakeSchedule(optim.Optimizer optimizer) => Schedule switch
    {
        "none" => null,
        "StepLR" => optim.lr_scheduler.StepLR(optimizer, 7, 0.7),
        "poly" => optim.lr_scheduler.LambdaLR(optimizer, step => Math.Pow(1 - step / 100.0, 0.9)),
        "cosine" => optim.lr_scheduler.CosineAnnealingLR(optimizer, Steps),
        "one cycle" => optim.lr_scheduler.OneCycleLR(optimizer, 0.05, total_steps: Steps + 1),
        _ => throw new ArgumentException(Schedule),
    };

    /// <summary>A network that draws from torch's default generator and has running means.</summary>
    private sealed class Dropping : MultiTaskModule
    {
        private readonly MultiHeadMlp inner;
        private readonly TorchSharp.Modules.BatchNorm1d norm = nn.BatchNorm1d(6);

        public Dropping(long seed)
            : base(nameof(Dropping))
        {
            inner = new(6, [3, 3], 8, depth: 2, seed: seed);
            RegisterComponents();
        }

        public override int TaskCount => 2;

        public override IReadOnlyList<TorchSharp.Modules.Parameter> SharedParameters => [.. norm.parameters(), .. inner.SharedParameters];

        public override IReadOnlyList<TorchSharp.Modules.Parameter> LastSharedLayer => inner.LastSharedLayer;

        public override IReadOnlyList<TorchSharp.Modules.Parameter> TaskParameters(int task) => inner.TaskParameters(task);

        public override Tensor[] forward(Tensor input) => inner.call(nn.functional.dropout(norm.call(input), 0.3, training));
    }
}
