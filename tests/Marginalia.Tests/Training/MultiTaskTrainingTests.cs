using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Training;

[Collection(nameof(Alone))]
public class MultiTaskTrainingTests
{
    private static readonly ToyRegressionDesign Design = ToyRegressionDesign.Variances with { Inputs = 6, Outputs = 3 };
    private static readonly Objective[] Objectives = [Objective.MeanSquaredError("task0"), Objective.MeanSquaredError("task1")];

    [Fact]
    public void The_loop_is_the_loop_one_would_write()
    {
        var (model, loader, optimizer, balancer) = Setting();
        Train(model, loader, balancer, optimizer, new() { Steps = 12, ClipNorm = 0.5 });

        var (expected, sameLoader, sameOptimizer, sameBalancer) = Setting();
        for (int step = 0; step < 12; step++)
        {
            var batch = sameLoader.At(step);
            var y = expected.call(batch["input"]);
            sameOptimizer.zero_grad();
            sameBalancer.Backward([nn.functional.mse_loss(y[0], batch["task0"]), nn.functional.mse_loss(y[1], batch["task1"])], expected);
            nn.utils.clip_grad_norm_(expected.parameters(), 0.5);
            sameOptimizer.step();
        }

        Assert.Equal(Numbers.ToArray(expected.parameters()), Numbers.ToArray(model.parameters()));
        Assert.Equal(sameBalancer.NextWeights, balancer.NextWeights);
    }

    [Fact]
    public void A_run_repeats_bit_by_bit_whatever_the_default_generator_does()
    {
        double[] Run(long seed)
        {
            manual_seed(seed);
            var (model, loader, optimizer, balancer) = Setting();
            var history = Train(model, loader, balancer, optimizer, new() { Steps = 20 });
            return [.. history["loss/task1"].Values, .. history["weight/task1"].Values];
        }

        Assert.Equal(Run(1), Run(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Threads_that_make_batches_change_nothing(int threads)
    {
        foreach (var kind in new Func<Balancer>[] { () => new EqualWeighting(2), () => new MoDo(2) })
        {
            double[] Run(TrainingOptions options)
            {
                var (model, loader, optimizer, _) = Setting();
                Train(model, loader, kind(), optimizer, options);
                return Numbers.ToArray(model.parameters());
            }

            Assert.Equal(Run(new() { Steps = 12 }), Run(new() { Steps = 12, Threads = threads, Ahead = 3 }));
        }
    }

    [Fact]
    public void Records_and_evaluates_when_it_was_told_to()
    {
        var (model, loader, optimizer, balancer) = Setting();
        var evaluated = new List<long>();
        var history = Train(model, loader, balancer, optimizer, new()
        {
            Steps = 25,
            RecordEvery = 5,
            EvaluateEvery = 10,
            Evaluate = (step, h) =>
            {
                evaluated.Add(step);
                h.Record(step, "mine", step);
            },
        });

        Assert.Equal([0, 10, 20, 25], evaluated);
        Assert.Equal(["mine", "loss/task0", "weight/task0", "loss/task1", "weight/task1"], history.Names);
        Assert.Equal([0, 5, 10, 15, 20], history["weight/task0"].Steps);
        Assert.Equal([1, 1], history.First("weight/", ["task0", "task1"]));
    }

    [Fact]
    public void The_schedule_moves_after_every_step()
    {
        var (model, loader, optimizer, balancer) = Setting();
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, 10);
        Train(model, loader, balancer, optimizer, new() { Steps = 5, Scheduler = schedule });
        Assert.Equal(0.05, schedule.get_last_lr().Single(), 6); // half way down from .1
    }

    [Fact]
    public void Clipping_includes_the_parameters_of_the_balancer()
    {
        var (model, loader, _, _) = Setting();
        var balancer = new UncertaintyWeighting(2, learningRate: null);
        var optimizer = optim.SGD(model.parameters().Concat(balancer.parameters()), 1);
        var before = Numbers.ToArray(optimizer.parameters());
        Train(model, loader, balancer, optimizer, new() { Steps = 1, ClipNorm = 0.01 });
        double moved = Math.Sqrt(before.Zip(Numbers.ToArray(optimizer.parameters()), (a, b) => (a - b) * (a - b)).Sum());
        Assert.Equal(0.01, moved, 5);
        Assert.NotEqual([0, 0], Numbers.ToArray(balancer.LogVariances));
    }

    [Fact]
    public void A_cancelled_run_stops_between_two_steps()
    {
        var (model, loader, optimizer, balancer) = Setting();
        using var source = new CancellationTokenSource();
        var options = new TrainingOptions { Steps = 100, EvaluateEvery = 3, Evaluate = (step, _) => { if (step == 6) source.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() =>
            MultiTaskTraining.Train(model, loader, Objectives, balancer, optimizer, options, source.Token));
        Assert.Equal(6, balancer.Steps); // evaluation comes before its step, which takes no batch any more
    }

    [Fact]
    public void Predictions_on_the_way_add_their_losses_to_those_of_their_task()
    {
        var (inner, loader, _, _) = Setting();
        using var model = new Supervised(inner);
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        var history = Train(model, loader, new EqualWeighting(2), optimizer, new() { Steps = 1 });

        var (expected, _, _, _) = Setting();
        var batch = loader.At(0);
        var y = expected.call(batch["input"]);
        var (first, second) = (nn.functional.mse_loss(y[0], batch["task0"]), nn.functional.mse_loss(y[1], batch["task1"]));
        Assert.Equal(3 * first.ToDouble(), history["loss/task0"].Last, 4);
        Assert.Equal(second.ToDouble(), history["loss/task1"].Last, 6);
        (3 * first + second).backward();
        using (no_grad())
            foreach (var parameter in expected.parameters())
                parameter.sub_(0.1 * parameter.grad!);
        Numbers.AssertClose(Numbers.ToArray(expected.parameters()), Numbers.ToArray(model.parameters()), 1e-6);
    }

    [Fact]
    public void Numbers_of_tasks_must_agree()
    {
        var (model, loader, optimizer, _) = Setting();
        var error = Assert.Throws<ArgumentException>(() =>
            Train(model, loader, new EqualWeighting(3), optimizer, new() { Steps = 1 }));
        Assert.Contains("the network has 2 tasks, the balancer 3, and there are 2 objectives", error.Message);
    }

    [Fact]
    public void Intervals_must_be_positive()
    {
        var (model, loader, optimizer, balancer) = Setting();
        Assert.Throws<ArgumentOutOfRangeException>(() => Train(model, loader, balancer, optimizer, new() { Steps = 1, RecordEvery = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Train(model, loader, balancer, optimizer, new() { Steps = 1, EvaluateEvery = 0 }));
    }

    [Fact]
    public void Evaluation_averages_over_examples_and_restores_the_mode()
    {
        var (model, loader, _, _) = Setting();
        model.train();
        var whole = Evaluation.Losses(model, loader.Dataset, Objectives);
        var inParts = Evaluation.Losses(model, loader.Dataset, Objectives, batchSize: 7); // 60 = 8 * 7 + 4: parts of different size
        Numbers.AssertClose(whole, inParts, 1e-5);
        Assert.True(model.training);
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));

        using var all = loader.Dataset.Get([.. Enumerable.Range(0, 60).Select(i => (long)i)]);
        Assert.Equal(nn.functional.mse_loss(model.call(all["input"])[1], all["task1"]).ToDouble(), whole[1], 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Test_passes_leave_modes_running_means_and_masks_alone_even_when_they_fail(bool fails)
    {
        var data = new TensorDataset(("input", randn(12, 3, 8, 8)), ("task0", randn(12, 2, 8, 8)));
        using var model = new HardSharing(new ConvNet([4, 4], 1), [2]);
        model.train();
        var frozen = model.children().First().children().First();
        frozen.eval();
        model.call(data["input"]);
        bool[] Modes() => [.. model.modules().Select(module => module.training)];
        var (modes, state) = (Modes(), Numbers.ToArray(model.state_dict().Values));
        Assert.Contains(true, modes);
        Assert.Contains(false, modes);

        var objective = new Objective("task0", "task0", (prediction, target) => fails ? throw new ArithmeticException() : (prediction - target).square().mean());
        for (int pass = 0; pass < 2; pass++)
            if (fails)
                Assert.Throws<ArithmeticException>(() => Evaluation.Losses(model, data, [objective]));
            else
                Assert.Equal(Evaluation.Losses(model, data, [objective]), Evaluation.Losses(model, data, [objective], batchSize: 12));
        Assert.Equal(modes, Modes());
        Assert.Equal(state, Numbers.ToArray(model.state_dict().Values));
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void A_metric_of_one_data_set_knows_nothing_of_the_one_before()
    {
        using TensorDataset train = new(("input", randn(8, 3, 8, 8)), ("class", randint(0, 2, [8, 8, 8]))), test = new(("input", randn(6, 3, 8, 8)), ("class", randint(0, 2, [6, 8, 8])));
        using var model = new HardSharing(new ConvNet([4, 4], 1), [2]);
        ConfusionMatrix shared = new(2), own = new(2);
        Evaluation.Measure(model, train, [(shared, "class")]);
        double first = shared.MeanIoU;
        Evaluation.Measure(model, test, [(shared, "class")]);
        Evaluation.Measure(model, test, [(own, "class")]);
        Assert.Equal(own.MeanIoU, shared.MeanIoU);
        Evaluation.Measure(model, train, [(shared, "class")]);
        Assert.Equal(first, shared.MeanIoU);
    }

    [Fact]
    public void A_recorder_writes_the_losses_of_each_task()
    {
        var (model, loader, _, _) = Setting();
        var history = new History();
        Evaluation.Recorder(model, loader.Dataset, Objectives, "train/")(40, history);
        Assert.Equal([40], history["train/task0"].Steps);
        Assert.Equal(Evaluation.Losses(model, loader.Dataset, Objectives), history.Last("train/", ["task0", "task1"]));
    }

    [Fact]
    public void What_a_network_adds_to_a_tasks_loss_is_trained_too()
    {
        var (inner, loader, _, _) = Setting();
        using var model = new Supervised(inner, penalty: 0.5);
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        var history = Train(model, loader, new EqualWeighting(2), optimizer, new() { Steps = 1 });

        var (expected, _, _, _) = Setting();
        var batch = loader.At(0);
        var y = expected.call(batch["input"]);
        var (first, second) = (nn.functional.mse_loss(y[0], batch["task0"]), nn.functional.mse_loss(y[1], batch["task1"]));
        var bias = expected.TaskParameters(1)[1];
        double penalty = 0.5 * bias.square().sum().ToDouble();
        Assert.Equal(first.ToDouble(), history["loss/task0"].Last, 6);
        Assert.Equal(second.ToDouble() + penalty, history["loss/task1"].Last, 4);
        (first + second).backward();
        Numbers.AssertClose(Numbers.ToArray(bias - 0.1 * (bias.grad! + bias)), Numbers.ToArray(model.TaskParameters(1)[1]), 1e-6);
    }

    [Fact]
    public void Memory_stays_flat()
    {
        var (model, loader, optimizer, balancer) = Setting();
        var counts = new List<long>();
        var options = new TrainingOptions { Steps = 2000, RecordEvery = 100, EvaluateEvery = 400, Evaluate = (_, _) => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount) };
        Train(model, loader, balancer, optimizer, options);
        Assert.Equal(6, counts.Count);
        Assert.All(counts[2..], count => Assert.Equal(counts[1], count));
    }

    private static History Train(
        MultiTaskModule model, DataLoader loader, Balancer balancer, optim.Optimizer optimizer, TrainingOptions options) =>
        MultiTaskTraining.Train(model, loader, Objectives, balancer, optimizer, options, TestContext.Current.CancellationToken);

    private static (MultiHeadMlp Model, DataLoader Loader, optim.Optimizer Optimizer, GradNorm Balancer) Setting()
    {
        var model = new MultiHeadMlp(6, [3, 3], width: 8, depth: 2, seed: 1);
        var loader = new DataLoader(new ToyRegression([1, 10], Split.Train, 60, design: Design), batchSize: 20, seed: 2);
        return (model, loader, optim.SGD(model.parameters(), 0.1, momentum: 0.9), new GradNorm(2, alpha: 0.12));
    }

    /// <summary>Says the prediction of task 0 twice on the way, or pays for the squares of the bias of task 1.</summary>
    private sealed class Supervised : MultiTaskModule
    {
        private readonly MultiHeadMlp inner;
        private readonly double penalty;

        public Supervised(MultiHeadMlp inner, double penalty = 0)
            : base(nameof(Supervised))
        {
            (this.inner, this.penalty) = (inner, penalty);
            RegisterComponents();
        }

        public override int TaskCount => 2;

        public override IReadOnlyList<TorchSharp.Modules.Parameter> SharedParameters => inner.SharedParameters;

        public override IReadOnlyList<TorchSharp.Modules.Parameter> LastSharedLayer => inner.LastSharedLayer;

        public override IReadOnlyList<TorchSharp.Modules.Parameter> TaskParameters(int task) => inner.TaskParameters(task);

        public override Tensor[] forward(Tensor input)
        {
            var predictions = inner.call(input);
            if (penalty == 0)
                Intermediate = [[predictions[0], predictions[0]], []];
            else
                Penalties = [zeros(1).sum(), inner.TaskParameters(1)[1].square().sum() * penalty];
            return predictions;
        }
    }
}
