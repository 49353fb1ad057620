using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using Marginalia.Training;
using static TorchSharp.torch;

namespace Marginalia.Tests.Training;

public sealed class NonFiniteTests : IDisposable
{
    private const int Batch = 4, Bad = 13;
    private readonly TensorDataset data;
    private readonly Network model = new();
    private readonly GradNorm balancer = new(2);
    private readonly DataLoader loader;

    public NonFiniteTests()
    {
        using var generator = new Generator(1);
        var (input, first, second) = (randn([24, 5], generator: generator), randn([24, 1], generator: generator), randn([24, 1], generator: generator));
        second[Bad, 0] = double.NaN;
        data = new(("input", input), ("first", first), ("second", second));
        loader = new(data, Batch, seed: 1);
    }

    [Fact]
    public void A_loss_names_task_step_and_examples_and_the_step_leaves_no_trace()
    {
        int step = StepOf(Bad);
        Assert.True(step > 0);
        var (before, after, error) = Fail<NonFiniteLossException>(Objectives((prediction, target) => nn.functional.mse_loss(prediction, target)), step);
        Assert.Equal((1, step), (error.Task, error.Step));
        Assert.True(double.IsNaN(error.Value));
        Assert.Equal([Bad], error.Samples);
        Assert.Contains($"The loss of task 1 (second) is NaN at step {step}, in example {Bad} of the data set.", error.Message);
        Assert.Equal(before, after);
        Assert.True(model.training);
    }

    [Fact]
    public void Where_no_single_example_is_at_fault_the_batch_is_named()
    {
        var (_, _, error) = Fail<NonFiniteLossException>(Objectives((prediction, target) =>
            target.shape[0] > 1 && model.Calls > 3 ? prediction.square().mean() * double.PositiveInfinity : prediction.square().mean()), 3);
        Assert.Equal(loader.SliceOf(3).Indices, error.Samples);
        Assert.Contains("examples " + string.Join(", ", error.Samples), error.Message);
    }

    [Fact]
    public void A_gradient_names_task_step_and_batch_and_the_step_leaves_no_trace()
    {
        // The slope of a root at 0.
        int step = StepOf(Bad);
        var (before, after, error) = Fail<NonFiniteGradientException>(Objectives((prediction, target) => ((prediction - prediction.detach()) * target.isnan().to(ScalarType.Float32) + 1 - target.isnan().to(ScalarType.Float32)).sqrt().mean()), step);
        Assert.Equal((1, step), (error.Task, error.Step));
        Assert.Equal(loader.SliceOf(step).Indices, error.Samples);
        Assert.Contains($"The gradient of task 1 (second) is not finite at step {step}, for a batch of examples", error.Message);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Of_many_examples_the_message_names_the_first()
    {
        Assert.Equal("example 5", Examples.Listed([5]));
        Assert.Equal("examples 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 4 more", Examples.Listed([.. Enumerable.Range(0, 20).Select(i => (long)i)]));
    }

    public void Dispose()
    {
        data.Dispose();
        model.Dispose();
        balancer.Dispose();
    }

    private static Objective[] Objectives(Func<Tensor, Tensor, Tensor> second) =>
        [new("first", "first", (prediction, target) => nn.functional.mse_loss(prediction, target)), new("second", "second", second)];

    private int StepOf(int example) => Enumerable.Range(0, loader.BatchesPerEpoch).First(step => loader.SliceOf(step).Indices.Contains(example));

    /// <summary>Trains until it fails: the state from before the step that fails, and after it.</summary>
    private (double[] Before, double[] After, T Error) Fail<T>(Objective[] objectives, int step) where T : Exception
    {
        double[] before = [];
        using var optimizer = optim.Adam(model.parameters(), 0.01);
        double[] State()
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            optimizer.save_state_dict(writer);
            return [.. Numbers.ToArray(model.state_dict().Values), .. Numbers.ToArray(balancer.state_dict().Values), .. stream.ToArray()];
        }

        var error = Assert.Throws<T>(() => MultiTaskTraining.Train(model, loader, objectives, balancer, optimizer, new()
        {
            Steps = 6,
            EvaluateEvery = 1,
            Evaluate = (at, _) => before = at == step ? State() : before,
        }, TestContext.Current.CancellationToken));
        return (before, State(), error);
    }

    /// <summary>A network with running means and with dropout.</summary>
    private sealed class Network : MultiTaskModule
    {
        private readonly TorchSharp.Modules.BatchNorm1d norm = nn.BatchNorm1d(5);
        private readonly MultiHeadMlp inner = new(5, [1, 1], 8, depth: 1, dropout: 0.1);

        public Network()
            : base(nameof(Network)) => RegisterComponents();

        public int Calls { get; private set; }

        public override int TaskCount => 2;

        public override IReadOnlyList<TorchSharp.Modules.Parameter> SharedParameters => [.. norm.parameters(), .. inner.SharedParameters];

        public override IReadOnlyList<TorchSharp.Modules.Parameter> LastSharedLayer => inner.LastSharedLayer;

        public override IReadOnlyList<TorchSharp.Modules.Parameter> TaskParameters(int task) => inner.TaskParameters(task);

        public override Tensor[] forward(Tensor input)
        {
            Calls++;
            return inner.call(norm.call(input));
        }
    }
}
