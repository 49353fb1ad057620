using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using static TorchSharp.torch;

namespace Marginalia.Tests.Training;

[Collection(nameof(Alone))]
public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Place => Path.Combine(folder.Path, "run.checkpoint");

    [Theory]
    [InlineData("Adam", "StepLR", "GradNorm")]
    [InlineData("SGD with momentum", "poly", "UncertaintyWeighting")]
    [InlineData("SGD", "none", "Famo")]
    [InlineData("AdamW, amsgrad", "cosine", "MoDo")]
    [InlineData("RMSProp", "one cycle", "MoCo")]
    [InlineData("Adam", "poly", "RandomLossWeighting")]
    public void A_run_that_is_stopped_and_continued_repeats_the_one_that_was_not_bit_by_bit(string optimizer, string schedule, string balancer)
    {
        var run = new CheckpointRun { Optimizer = optimizer, Schedule = schedule, Balancer = balancer, Every = 3 };
        var (history, parameters) = run.Train(null);
        var random = new Random(1);
        int stops = 0;
        var (continued, again) = Continued(run, step => random.Next(8) == 0, ref stops);
        Assert.True(stops > 3);
        Assert.Equal(CheckpointRun.Bits(history), CheckpointRun.Bits(continued));
        Assert.Equal(parameters, again);
    }

    [Fact]
    public void Draws_from_torchs_default_generator_and_running_means_go_on_where_they_were()
    {
        var run = new CheckpointRun { TorchDropout = true };
        manual_seed(4);
        var (history, parameters) = run.Train(null);
        manual_seed(4);
        int stops = 0;
        var (continued, again) = Continued(run, step =>
        {
            if (step % 9 != 5)
                return false;
            rand(3).Dispose();
            return true;
        }, ref stops);
        Assert.Equal(CheckpointRun.Bits(history), CheckpointRun.Bits(continued));
        Assert.Equal(parameters, again);
    }

    [Fact]
    public void A_metric_of_the_whole_run_is_what_it_would_have_been()
    {
        static void Add(Metric metric, long step) => metric.Add(tensor([step % 3, step % 2]), tensor([step % 2, 1]));
        var (whole, random) = (new ConfusionMatrix(3), new Random(2));
        new CheckpointRun().Train(null, step => Add(whole, step));
        int rounds = 0;
        for (ConfusionMatrix? metric = null; ; rounds++)
        {
            metric = new(3);
            bool began = false;
            try
            {
                (new CheckpointRun { Every = 4, Metrics = [metric] }).Train(Place, step =>
                {
                    if (began && random.Next(10) == 0)
                        throw new OperationCanceledException();
                    began = true;
                    Add(metric, step);
                });
                Assert.Equal(whole.State, metric.State);
                break;
            }
            catch (OperationCanceledException)
            {
                // continued in the next round, by a new metric
            }
        }

        Assert.True(rounds > 2);
        Assert.Contains("the metrics is ConfusionMatrix(3 classes) in the file and ConfusionMatrix(4 classes) here", Refusal(new CheckpointRun { Every = 4, Metrics = [new ConfusionMatrix(4)] }));
    }

    [Fact]
    public void A_run_may_be_made_longer_and_one_that_is_complete_only_says_what_it_recorded()
    {
        var run = new CheckpointRun { Every = 25 };
        var (history, parameters) = run.Train(null);
        (run with { Length = 33 }).Train(Place);
        long first = -1;
        var (longer, same) = run.Train(Place, step => first = first < 0 ? step : first);
        Assert.Equal(33, first); // saved after the last step, too
        Assert.Equal(CheckpointRun.Bits(history), CheckpointRun.Bits(longer));
        Assert.Equal(parameters, same);

        var (complete, unchanged) = run.Train(Place, step => Assert.Equal(CheckpointRun.Steps, step));
        Assert.Equal(CheckpointRun.Bits(history), CheckpointRun.Bits(complete));
        Assert.Equal(parameters, unchanged);
        Assert.Contains("has taken 60 steps, and 20 are asked for", Refusal(run with { Length = 20 }));
    }

    [Fact]
    public void A_checkpoint_is_written_at_its_interval_and_nothing_else_is_left_in_the_folder()
    {
        var times = new List<long>();
        DateTime? before = null;
        (new CheckpointRun { Every = 20 }).Train(Place, step =>
        {
            DateTime? now = File.Exists(Place) ? File.GetLastWriteTimeUtc(Place) : null;
            if (now != before)
                times.Add(step);
            before = now;
        });
        Assert.Equal([20, 40, 60], times);
        Assert.Equal([Place], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("the seed of the batches is 2 in the file and 9 here")]
    [InlineData("the network's initial state, a function of its seed, is")]
    [InlineData("'trunk.0.weight' of the network is Float32 [8, 6] in the file and Float32 [5, 6] here")]
    [InlineData("the tasks is task0, task1 in the file and task0 here")]
    [InlineData("the balancer is GradNorm in the file and EqualWeighting here")]
    [InlineData("the optimizer is Adam of 1 groups and 8 parameters in the file and SGD of")]
    [InlineData("the schedule is StepLR in the file and LambdaLR here")]
    [InlineData("the batch size is 7 of 8 batches per epoch in the file and 6 of 10 batches per epoch here")]
    [InlineData("the bound of the gradient's norm is 0.5 in the file and none here")]
    public void A_file_of_another_run_is_refused_and_says_what_differs(string what)
    {
        var run = new CheckpointRun();
        (run with { Length = 5 }).Train(Place);
        var other = what.Split(' ')[1] switch
        {
            "seed" => run with { LoaderSeed = 9 },
            "network's" => run with { Seed = 4 },
            "of" => run with { Width = 5 },
            "tasks" => run with { Tasks = ["task0"] },
            "balancer" => run with { Balancer = "EqualWeighting" },
            "optimizer" => run with { Optimizer = "SGD" },
            "schedule" => run with { Schedule = "poly" },
            "batch" => run with { BatchSize = 6 },
            "bound" => run with { ClipNorm = null },
            var unknown => throw new ArgumentException(unknown),
        };
        Assert.Contains(what, Refusal(other));
    }

    [Fact]
    public void Every_byte_matters()
    {
        (new CheckpointRun { Length = 5, Width = 3 }).Train(Place);
        byte[] good = File.ReadAllBytes(Place);
        string damaged = Place + " damaged";
        string Refused(byte[] bytes)
        {
            File.WriteAllBytes(damaged, bytes);
            return Assert.Throws<CheckpointException>(() => CheckpointFile.Read<int>(damaged, _ => throw new InvalidOperationException("was read"))).Message;
        }

        for (int place = 0; place < good.Length; place++)
        {
            good[place] ^= 0x20;
            Assert.Contains(place is >= 8 and < 12 ? "of version" : "damaged", Refused(good));
            good[place] ^= 0x20;
        }

        for (int length = 0; length < good.Length; length += 1 + length / 50)
            Assert.Contains("damaged", Refused(good[..length]));
        Assert.Contains("damaged", Refused([.. good, 0]));
        Assert.Throws<InvalidOperationException>(() => CheckpointFile.Read<int>(Place, _ => throw new InvalidOperationException("was read")));
    }

    [Theory]
    [InlineData("a damaged file")]
    [InlineData("another seed of the batches")]
    [InlineData("another step of the schedule")]
    public void A_refused_file_changes_nothing_but_the_schedules_own_count(string why)
    {
        new CheckpointRun { Length = 5, Schedule = "StepLR", ClipNorm = null }.Train(Place);
        if (why == "a damaged file")
        {
            byte[] bytes = File.ReadAllBytes(Place);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(Place, bytes);
        }

        using var data = new ToyRegression([1, 10], Split.Train, 60, design: ToyRegressionDesign.Variances with { Inputs = 6, Outputs = 3 });
        using var model = new MultiHeadMlp(6, [3, 3], 8, depth: 2, seed: 3, dropout: 0.2);
        using var balancer = new GradNorm(2, alpha: 0.12);
        using var optimizer = optim.Adam(model.parameters(), 0.01);
        var schedule = optim.lr_scheduler.StepLR(optimizer, why == "another step of the schedule" ? 2 : 7, 0.7);
        byte[] file = File.ReadAllBytes(Place);
        double[] State()
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            optimizer.save_state_dict(writer);
            return [.. Numbers.ToArray(model.state_dict().Values), .. Numbers.ToArray(balancer.state_dict().Values), .. stream.ToArray(), .. Numbers.ToArray(get_rng_state())];
        }

        double[] before = State();
        Assert.Throws<CheckpointException>(() => MultiTaskTraining.Train(
            model, new(data, 7, why == "another seed of the batches" ? 9 : 2), [Objective.MeanSquaredError("task0"), Objective.MeanSquaredError("task1")], balancer, optimizer,
            new() { Steps = 10, Scheduler = schedule, EvaluateEvery = 1, Checkpoint = new(Place, 1) }, TestContext.Current.CancellationToken));
        Assert.Equal(before, State());
        Assert.Equal(file, File.ReadAllBytes(Place));
    }

    [Fact]
    public void Writing_that_fails_leaves_the_file_as_it_was_and_nothing_beside_it()
    {
        CheckpointFile.Write(Place, writer => writer.Write(41));
        Assert.Throws<ArithmeticException>(() => CheckpointFile.Write(Place, writer =>
        {
            writer.Write(42);
            throw new ArithmeticException();
        }));
        Assert.Equal(41, CheckpointFile.Read(Place, reader => reader.ReadInt32()));
        Assert.Equal([Place], Directory.GetFiles(folder.Path));

        File.WriteAllText(Place + ".new", "what a killed run left behind, longer than what is written now, so that it must be cut");
        CheckpointFile.Write(Place, writer => writer.Write(43));
        Assert.Equal(43, CheckpointFile.Read(Place, reader => reader.ReadInt32()));
        Assert.Equal([Place], Directory.GetFiles(folder.Path));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Trains, stopping before steps that are chosen, each time from new objects, until the run is complete.</summary>
    private (History History, double[] Parameters) Continued(CheckpointRun run, Func<long, bool> stop, ref int stops)
    {
        for (; ; stops++)
        {
            bool began = false;
            try
            {
                return run.Train(Place, step =>
                {
                    if (began && stop(step))
                        throw new OperationCanceledException();
                    began = true;
                });
            }
            catch (OperationCanceledException)
            {
                // continued in the next round
            }
        }
    }

    private string Refusal(CheckpointRun run) => Assert.Throws<CheckpointException>(() => run.Train(Place)).Message;
}
