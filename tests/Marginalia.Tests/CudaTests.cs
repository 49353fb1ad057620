using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Tests.Architectures;
using Marginalia.Tests.Balancers;
using Marginalia.Tests.Metrics;
using Marginalia.Tests.Training;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests;

/// <summary>What runs on the CPU runs on a GPU, with the same result. Skipped where there is none.</summary>
[Collection(nameof(Alone))]
public sealed class CudaTests : IDisposable
{
    private const string Absent = "libtorch sees no CUDA device";
    private readonly bool shortMantissas = backends.cudnn.allow_tf32;

    public CudaTests() => backends.cudnn.allow_tf32 = false; // else convolutions agree in three digits only

    public static bool IsThere => cuda_is_available();

    public static TheoryData<string> Networks => ArchitectureTests.Names;

    public static TheoryData<string> Weightings => LossWeightingTests.Names;

    public static TheoryData<string, GradientScope> Scopes => [.. Aggregations.Scopes];

    public static TheoryData<string> Metrics => MetricContractTests.Names;

    public static TheoryData<string> Tasks => DenseTaskTests.Names;

    public void Dispose() => backends.cudnn.allow_tf32 = shortMantissas;

    [Theory(Skip = Absent, SkipUnless = nameof(IsThere))]
    [MemberData(nameof(Networks))]
    public void A_network_predicts_what_it_does_on_the_CPU(string name)
    {
        using var scope = NewDisposeScope();
        using var model = ArchitectureTests.Create(name);
        model.eval();
        var image = Numbers.Ramp(2, 3, 16, 12);
        double[] expected = Numbers.ToArray(model.call(image));
        model.to(CUDA);
        Assert.Equal(DeviceType.CUDA, model.Device.type);
        Tensor[] predictions = model.call(image.cuda());
        Assert.All(predictions, prediction => Assert.Equal(DeviceType.CUDA, prediction.device_type));
        Same(expected, Numbers.ToArray(predictions), 1e-4);
    }

    [Theory(Skip = Absent, SkipUnless = nameof(IsThere))]
    [MemberData(nameof(Weightings))]
    public void A_loss_weighting_takes_the_steps_that_it_does_on_the_CPU(string name) =>
        SameSteps(() => name == "GradNorm" ? new GradNorm(3) : LossWeightingTests.Create(name)); // a warm start begins at the kink of |G - target|

    [Theory(Skip = Absent, SkipUnless = nameof(IsThere))]
    [MemberData(nameof(Scopes))]
    public void An_aggregation_takes_the_steps_that_it_does_on_the_CPU(string name, GradientScope scope) =>
        SameSteps(() => Aggregations.Create(name, scope: scope));

    [Theory(Skip = Absent, SkipUnless = nameof(IsThere))]
    [MemberData(nameof(Metrics))]
    public void A_metric_counts_what_it_does_on_the_CPU(string name)
    {
        using var scope = NewDisposeScope();
        var (there, (prediction, target)) = MetricContractTests.Create(name);
        var here = MetricContractTests.Create(name).Metric;
        here.Add(prediction, target);
        there.Add(prediction.cuda(), target.cuda());
        Same(here.State, there.State, 1e-6);
    }

    [Theory(Skip = Absent, SkipUnless = nameof(IsThere))]
    [MemberData(nameof(Tasks))]
    public void A_task_of_dense_prediction_loses_what_it_does_on_the_CPU(string name)
    {
        using var scope = NewDisposeScope();
        using var rooms = new Rooms(Split.Test, 3, fields: DenseTaskTests.Fields);
        var task = DenseTaskTests.Find(name);
        var target = rooms[task.Objective.Target];
        var prediction = Numbers.Ramp(3, task.Channels, 48, 64);
        Same([task.Objective.Loss(prediction, target).ToDouble()], [task.Objective.Loss(prediction.cuda(), target.cuda()).ToDouble()], 1e-4);
    }

    [Theory(Skip = Absent, SkipUnless = nameof(IsThere))]
    [InlineData("Adam", "StepLR", "GradNorm")]
    [InlineData("SGD with momentum", "poly", "UncertaintyWeighting")]
    [InlineData("AdamW, amsgrad", "cosine", "MoDo")]
    [InlineData("RMSProp", "one cycle", "MoCo")]
    public void A_run_is_that_on_the_CPU_and_continues_from_its_checkpoint(string optimizer, string schedule, string balancer)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "run.checkpoint");
        var run = new CheckpointRun { Optimizer = optimizer, Schedule = schedule, Balancer = balancer };
        var (_, expected) = run.Train(null);
        var there = run with { Device = CUDA };
        var (history, parameters) = there.Train(null);
        Same(expected, parameters, 2e-3);
        (there with { Length = 25 }).Train(path);
        var (continued, again) = there.Train(path);
        Assert.Equal(history.Names, continued.Names);
        Same(parameters, again, 1e-5);
    }

    [Fact(Skip = Absent, SkipUnless = nameof(IsThere))]
    public void A_comparison_trains_and_measures_its_networks_there()
    {
        DenseTask[] tasks = [DenseTask.Segmentation(15), DenseTask.Depth()];
        using var train = new Rooms(Split.Train, 12, 1);
        using var validation = new Rooms(Split.Validation, 6, 1);
        using var test = new Rooms(Split.Test, 6, 1);
        var devices = new List<DeviceType>();
        var plan = new ComparisonPlan
        {
            Train = train,
            Validation = validation,
            Objectives = [.. tasks.Select(task => task.Objective)],
            Measure = Measure.Of(tasks),
            Model = (chosen, _, seed) => new HardSharing(new ConvNet([4, 6], seed: seed), [.. chosen.Select(task => tasks[task].Channels)], seed: seed),
            Arms = [new("GradNorm", [new Variant("", _ => new GradNorm(2))])],
            Settings = [new(1e-3)],
            Seeds = [0],
            Steps = 6,
            BatchSize = 4,
            Input = "image",
        };
        using var here = Comparison.Run(plan, test, keep: true, TestContext.Current.CancellationToken);
        using var there = Comparison.Run(plan with { Device = CUDA }, test, keep: true, TestContext.Current.CancellationToken);
        Assert.All(there.Rows.SelectMany(row => row.Networks), network => Assert.Equal(DeviceType.CUDA, network.Device.type));
        foreach (var (expected, row) in here.Rows.Zip(there.Rows))
            Same(expected.Test, row.Test, 1e-2);
    }

    [Fact(Skip = Absent, SkipUnless = nameof(IsThere))]
    public void GradInit_finds_the_scales_that_it_does_on_the_CPU()
    {
        double[] Scales(Device device)
        {
            using var data = new ToyRegression([1], Split.Train, 60, design: ToyRegressionDesign.Variances with { Inputs = 6, Outputs = 3 });
            using var model = new MultiHeadMlp(6, [3], 8, depth: 2, seed: 1).to(device);
            var history = GradInit.Run(
                model, batch => nn.functional.mse_loss(model.call(batch["input"])[0], batch["task0"]), new DataLoader(data, 10), new() { Iterations = 8 });
            return [.. history.Names.Where(name => name.StartsWith("scale/", StringComparison.Ordinal)).Select(name => history[name].Values[^1])];
        }

        Same(Scales(CPU), Scales(CUDA), 1e-4);
    }

    private static void SameSteps(Func<Balancer> create)
    {
        double[] Parameters(Device device)
        {
            using var scope = NewDisposeScope();
            using var balancer = create();
            var problem = new SmallProblem(device: device);
            for (int step = 0; step < 8; step++)
                problem.Step(balancer);
            return [.. Numbers.ToArray(problem.Model.parameters()), .. balancer.Weights];
        }

        Same(Parameters(CPU), Parameters(CUDA), 1e-7);
    }

    private static void Same(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
            Assert.True(Math.Abs(one - other) <= tolerance * Math.Max(1, Math.Abs(one)), $"{one} on the CPU, {other} on the GPU");
    }
}
