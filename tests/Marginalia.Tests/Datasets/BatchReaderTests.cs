using System.Collections.Concurrent;
using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class BatchReaderTests
{
    public static MatrixTheoryData<string, int, int> Ways => new(["in memory", "by example", "augmented", "augmented in memory"], [0, 1, 3], [1, 4]);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Neither_threads_nor_batches_ahead_change_anything(string kind, int threads, int ahead)
    {
        var loader = Loader(kind);
        using var stream = loader.Stream(threads: threads, ahead: ahead, cancellation: TestContext.Current.CancellationToken);
        for (int step = 0; step < 3 * loader.BatchesPerEpoch; step++)
        {
            Assert.Equal(step, stream.Step);
            Assert.Equal(Take(loader.At(step)), Take(stream.Next()));
        }

        Assert.True(stream.Waited > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("by example")]
    [InlineData("augmented")]
    public void A_stream_goes_on_in_mid_epoch_exactly(string kind)
    {
        using var first = Loader(kind).Stream(threads: 2, cancellation: TestContext.Current.CancellationToken);
        for (int i = 0; i < 5; i++)
            first.Next().Dispose();
        long state = first.Step;
        var rest = Enumerable.Range(0, 6).Select(_ => Take(first.Next())).ToArray();

        using var second = Loader(kind).Stream(state, threads: 2, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(rest, Enumerable.Range(0, 6).Select(_ => Take(second.Next())));
    }

    [Fact]
    public void An_augmentation_depends_on_seed_epoch_and_index_alone()
    {
        Dictionary<double, double> Shifts(int batchSize, long seed, int epoch)
        {
            using var data = new NumberedSamples(10);
            var loader = new DataLoader(data, batchSize, seed, keepRemainder: true, augmentation: new NumberedSamples.Shift());
            return Enumerable.Range(0, loader.BatchesPerEpoch).SelectMany(i => Rows(loader.At(epoch * loader.BatchesPerEpoch + i))).ToDictionary(row => row.Label, row => row.Value - row.Label);
        }

        var shifts = Shifts(3, 1, 0);
        Assert.Equal(shifts.OrderBy(pair => pair.Key), Shifts(4, 1, 0).OrderBy(pair => pair.Key));
        Assert.Equal(30, new[] { shifts, Shifts(3, 1, 1), Shifts(3, 2, 0) }.SelectMany(some => some.Values).Distinct().Count());
    }

    [Fact]
    public void An_example_that_comes_twice_in_an_epoch_is_augmented_anew()
    {
        using var data = new NumberedSamples(2);
        var loader = new DataLoader(data, 4, sampler: new BalancedSampler([0, 1], count: 8), augmentation: new NumberedSamples.Shift());
        Assert.Equal(8, Rows(loader.At(0)).Concat(Rows(loader.At(1))).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_comes_at_its_batch_and_names_the_first_example_that_failed(int threads)
    {
        using var data = new NumberedSamples(20) { BeforeReading = index => { if (index is 9 or 11) throw new DatasetException($"{index}.png", "is cut off"); } };
        var loader = new DataLoader(data, 4, sampler: new SequentialSampler(20));
        using var stream = loader.Stream(threads: threads, ahead: 4, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 2, 3], Rows(stream.Next()).Select(row => row.Label));
        Assert.Equal([4, 5, 6, 7], Rows(stream.Next()).Select(row => row.Label));
        for (int again = 0; again < 2; again++)
        {
            var error = Assert.Throws<LoadingException>(() => stream.Next());
            Assert.Equal("DataLoader: example 9 in the batch of step 2: 9.png: is cut off", error.Message);
            Assert.Equal((2L, 9L), (error.Step, error.Index));
            Assert.IsType<DatasetException>(error.InnerException);
            Assert.Equal(2, stream.Step);
        }

        using var after = loader.Stream(3, threads, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([12, 13, 14, 15], Rows(after.Next()).Select(row => row.Label));
    }

    [Fact]
    public void What_fails_for_a_batch_as_a_whole_names_the_step()
    {
        using var data = new TensorDataset(("input", arange(4)));
        var loader = new DataLoader(data, 2, sampler: new SequentialSampler(6));
        using var stream = loader.Stream(2, threads: 1, cancellation: TestContext.Current.CancellationToken);
        var error = Assert.Throws<LoadingException>(() => stream.Next());
        Assert.Contains("the batch of step 2: TensorDataset: index 4 is outside 0 .. 3", error.Message);
        Assert.Null(error.Index);
    }

    [Fact]
    public void Who_waits_for_a_batch_is_freed_by_cancellation()
    {
        using var source = new CancellationTokenSource();
        using var open = new ManualResetEventSlim();
        using var data = new NumberedSamples(20) { BeforeReading = _ => open.Wait(TestContext.Current.CancellationToken) };
        using var stream = new DataLoader(data, 4).Stream(threads: 2, cancellation: source.Token);
        source.CancelAfter(50);
        Assert.ThrowsAny<OperationCanceledException>(() => stream.Next());
        open.Set();
        stream.Dispose();
        Assert.InRange(data.Made.Count, 0, 4); // each thread may finish the example that it was at
        Assert.All(data.Made, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void No_more_is_made_ahead_than_was_asked_for()
    {
        using var data = new NumberedSamples(100);
        using var stream = new DataLoader(data, 4).Stream(threads: 2, ahead: 3, cancellation: TestContext.Current.CancellationToken);
        void AssertSettlesAt(int examples)
        {
            Assert.True(SpinWait.SpinUntil(() => data.Made.Count == 2 * examples, 20_000), $"{data.Made.Count / 2} examples were read, expected {examples}");
            Thread.Sleep(30);
            Assert.Equal(2 * examples, data.Made.Count);
        }

        AssertSettlesAt(12);
        stream.Next().Dispose();
        AssertSettlesAt(16);
    }

    [Fact]
    public void A_stream_that_is_left_early_frees_everything_and_reads_no_more()
    {
        using var data = new NumberedSamples(100);
        var whole = new Remembering();
        var loaders = new[] { new DataLoader(data, 4), new DataLoader(whole, 4) };
        for (int round = 0; round < 30; round++)
            foreach (var loader in loaders)
                using (var stream = loader.Stream(round, threads: 2, ahead: 3, cancellation: TestContext.Current.CancellationToken))
                    for (int i = 0; i < round % 3; i++)
                        stream.Next().Dispose();
        int made = data.Made.Count;
        Assert.True(made > 0 && !whole.Made.IsEmpty);
        Assert.All(data.Made.Concat(whole.Made), tensor => Assert.True(tensor.IsInvalid));
        Thread.Sleep(30);
        Assert.Equal(made, data.Made.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_batch_belongs_to_the_scope_of_who_takes_it(int threads)
    {
        using var data = new NumberedSamples(20);
        using var stream = new DataLoader(data, 4).Stream(threads: threads, cancellation: TestContext.Current.CancellationToken);
        Tensor inside;
        using (NewDisposeScope())
            inside = stream.Next()["input"];
        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void A_closed_stream_and_impossible_numbers_are_refused()
    {
        using var data = new NumberedSamples(20);
        var loader = new DataLoader(data, 4);
        foreach (int threads in new[] { 0, 1 })
        {
            var stream = loader.Stream(threads: threads, cancellation: TestContext.Current.CancellationToken);
            stream.Dispose();
            stream.Dispose();
            Assert.Throws<ObjectDisposedException>(() => stream.Next());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => loader.Stream(-1, cancellation: TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.Stream(threads: -1, cancellation: TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.Stream(ahead: 0, cancellation: TestContext.Current.CancellationToken));
    }

    private static DataLoader Loader(string kind) => new(
        kind.EndsWith("memory", StringComparison.Ordinal) ? new TensorDataset(("input", arange(30).reshape(10, 3)), ("label", arange(10))) : new NumberedSamples(10),
        batchSize: 4, seed: 3, keepRemainder: true, augmentation: kind.StartsWith("augmented", StringComparison.Ordinal) ? new NumberedSamples.Shift() : null);

    private static double[] Take(Batch batch)
    {
        using (batch)
            return [.. batch.Names.SelectMany(name => Numbers.ToArray(batch[name]))];
    }

    private static (double Label, double Value)[] Rows(Batch batch)
    {
        using (batch)
        using (NewDisposeScope())
            return [.. Numbers.ToArray(batch["label"]).Zip(Numbers.ToArray(batch["input"].select(1, 0)))];
    }

    /// <summary>Remembers the tensors of its batches.</summary>
    private sealed class Remembering : Dataset
    {
        public ConcurrentQueue<Tensor> Made { get; } = [];

        public override int Count => 100;

        public override IReadOnlyList<string> Names => ["input"];

        public override Batch Get(long[] indices)
        {
            var rows = tensor(indices);
            Made.Enqueue(rows);
            return new(new Dictionary<string, Tensor> { ["input"] = rows });
        }
    }
}
