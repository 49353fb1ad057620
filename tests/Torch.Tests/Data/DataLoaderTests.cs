using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.utils.data;

namespace Marginalia.Torch.Tests.Data;

public class DataLoaderTests
{
    [Fact]
    public void A_seeded_shuffle_has_another_order_each_epoch_and_the_same_orders_again_with_the_same_seed()
    {
        long[][] Epochs()
        {
            using var loader = DataLoader(new Numbers(20), 6, shuffle: true, seed: 1);
            return [.. Enumerable.Range(0, 3).Select(_ => loader.SelectMany(b => b["n"].data<long>().ToArray()).ToArray())];
        }

        var (first, again) = (Epochs(), Epochs());
        Assert.Equal(first, again);
        Assert.Equal([15, 2, 10, 8, 16, 1, 3, 18, 13, 5, 4, 12, 11, 6, 19, 17, 7, 9, 14, 0], first[0]);
        Assert.All(first, epoch => Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), epoch.Order()));
        Assert.Equal(3, first.Select(epoch => string.Join(' ', epoch)).Distinct().Count());
    }

    [Fact]
    public void Without_a_seed_the_order_is_that_of_PyTorch_after_manual_seed()
    {
        manual_seed(5);
        using var loader = DataLoader(new Numbers(10), 4, shuffle: true);
        var epochs = Enumerable.Range(0, 2).Select(_ => loader.SelectMany(b => b["n"].data<long>().ToArray()).ToArray()).ToList();
        Assert.Equal([8, 3, 0, 5, 9, 1, 6, 2, 4, 7], epochs[0]);
        Assert.Equal([5, 8, 9, 7, 2, 0, 4, 1, 3, 6], epochs[1]);
        Assert.Equal(0.0332646369934082f, rand(1).item<float>());
    }

    [Fact]
    public void The_shuffler_gives_each_number_once()
    {
        Assert.Empty(new FisherYatesShuffler(0, 3));
        Assert.Equal([0], new FisherYatesShuffler(1));
        Assert.Equal(1000, new FisherYatesShuffler(1000, 3).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => new FisherYatesShuffler(-1));
    }

    [Fact]
    public void Every_order_of_three_is_equally_likely()
    {
        var shuffler = new FisherYatesShuffler(3, 7);
        var counts = Enumerable.Range(0, 6000).GroupBy(_ => string.Join(' ', shuffler)).Select(g => g.Count()).ToList();
        Assert.Equal(6, counts.Count);
        Assert.All(counts, n => Assert.InRange(n, 870, 1130));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Workers_keep_the_order(int workers)
    {
        using var loader = DataLoader(new Numbers(23) { Delay = true }, 3, num_worker: workers);
        Assert.Equal(Enumerable.Range(0, 23).Select(i => (long)i), loader.SelectMany(b => b["n"].data<long>().ToArray()));
        Assert.Equal(workers, loader.num_workers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_the_data_set_throws_comes_out_unchanged_at_its_batch(int workers)
    {
        using var loader = DataLoader(new Numbers(8) { Bad = 5 }, 2, num_worker: workers);
        var batches = 0;
        var thrown = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var batch in loader) batches++;
        });
        Assert.Equal("number 5", thrown.Message);
        Assert.Equal(2, batches);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_batch_is_freed_at_the_next_one_unless_it_is_detached(int workers)
    {
        using var scope = NewDisposeScope();
        using var loader = DataLoader(new Numbers(6), 2, num_worker: workers);
        var batches = new List<Tensor>();
        foreach (var batch in loader)
        {
            if (batches.Count == 1) Assert.True(batches[0].IsInvalid);
            batches.Add(batch["n"]);
            if (batches.Count == 2) batch["n"].DetachFromDisposeScope();
        }
        Assert.Equal([true, false, true], batches.Select(b => b.IsInvalid));
        Assert.Equal([2, 3], batches[1].data<long>().ToArray());
        batches[1].Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Batches_that_are_not_to_be_disposed_belong_to_the_scope_in_which_they_were_asked_for(int workers)
    {
        List<Tensor> kept;
        using (NewDisposeScope())
        {
            using var loader = DataLoader(new Numbers(6), 2, num_worker: workers, disposeBatch: false);
            kept = [.. loader.Select(b => b["n"])];
            Assert.All(kept, t => Assert.False(t.IsInvalid));
        }
        Assert.All(kept, t => Assert.True(t.IsInvalid));
    }

    [Fact]
    public void What_items_are_made_of_is_freed_with_them()
    {
        using var loader = DataLoader(new Numbers(40), 4);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        foreach (var batch in loader) Assert.Equal(before + 2, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_collate_function_may_give_anything()
    {
        using var items = new DataLoader<Dictionary<string, Tensor>, Holder>(new Numbers(4), 2, (xs, _) => new Holder([.. xs.Select(x => x["n"])]));
        var sums = new List<long>();
        Holder? last = null;
        foreach (var holder in items)
        {
            sums.Add(holder.Tensors.Sum(t => t.item<long>()));
            last = holder;
        }
        Assert.Equal([1, 5], sums);
        Assert.All(last!.Tensors, t => Assert.True(t.IsInvalid));
    }

    [Fact]
    public void The_loading_threads_record_gradients_as_the_calling_one_does()
    {
        using var loader = DataLoader(new Numbers(4), 2, num_worker: 2);
        Assert.All(loader, b => Assert.True(b["w"].requires_grad));
        using (no_grad()) Assert.All(loader, b => Assert.False(b["w"].requires_grad));
    }

    [Fact]
    public void Leaving_early_drops_what_was_prepared()
    {
        using var loader = DataLoader(new Numbers(100) { Bad = 3 }, 1, num_worker: 4);
        Assert.True(loader.First()["n"].IsInvalid);
        using var epoch = loader.GetEnumerator();
        Assert.True(epoch.MoveNext());
        epoch.Reset();
        Assert.Null(epoch.Current);
        Assert.True(epoch.MoveNext());
        Assert.Equal([0], epoch.Current!["n"].data<long>().ToArray());
    }

    [Fact]
    public void The_number_of_batches()
    {
        Assert.Equal(3, DataLoader(new Numbers(7), 3).Count);
        Assert.Equal(2, DataLoader(new Numbers(7), 3, drop_last: true).Count);
        Assert.Equal(2, DataLoader(new Numbers(6), 3, shuffle: true).Count);
        Assert.Equal(0, DataLoader(new Numbers(0), 3).Count);
        Assert.Equal(1, DataLoader(new Numbers(7), 3, [5, 2]).Count);
    }

    [Fact]
    public void A_batch_size_must_be_positive()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DataLoader(new Numbers(4), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataLoader(new Numbers(4), -1));
        Assert.Throws<ArgumentNullException>(() => DataLoader((Dataset)null!, 1, [0]));
    }

    [Fact]
    public void An_item_without_one_of_the_names_is_named()
    {
        using var loader = DataLoader(new Numbers(4) { Nameless = 1 }, 2);
        Assert.Contains("Item 1 of the batch has no 'n'", Assert.Throws<KeyNotFoundException>(() => loader.First()).Message);
    }

    [Fact]
    public void Tensors_as_a_data_set()
    {
        using var values = arange(12, dtype: float32).reshape(4, 3);
        using var labels = tensor([3L, 2, 1, 0]);
        using var set = TensorDataset(values, labels);
        Assert.Equal(4, set.Count);
        Assert.Equal([3, 4, 5], set[1][0].data<float>().ToArray());
        Assert.Equal(0, set.GetTensor(-1)[1].item<long>());
        using (var loader = DataLoader(set, 3, new long[] { 2, 0, 1, 3 }, num_worker: 2))
        {
            var batches = loader.Select(b => (b[0].shape, Labels: b[1].data<long>().ToArray())).ToList();
            Assert.Equal([[3, 3], [1, 3]], batches.Select(b => b.shape));
            Assert.Equal([[1, 3, 2], [0]], batches.Select(b => b.Labels));
        }
        Assert.False(values.IsInvalid); // the data set is disposed with the loader, but not what it was made of
        Assert.Throws<InvalidOperationException>(() => set[0]);
        Assert.Contains("[4, 3] and [3]", Assert.Throws<ArgumentException>(() => TensorDataset(values, zeros(3))).Message);
        Assert.Throws<ArgumentNullException>(() => TensorDataset());
    }

    sealed record Holder(Tensor[] Tensors);

    sealed class Numbers(int count) : Dataset
    {
        internal int Bad { get; init; } = -1;

        internal int Nameless { get; init; } = -1;

        internal bool Delay { get; init; }

        public override long Count => count;

        public override Dictionary<string, Tensor> GetTensor(long index)
        {
            if (index == Bad) throw new InvalidOperationException($"number {index}");
            if (Delay && index % 3 == 0) Thread.Sleep((int)(index * 7 % 5));
            var half = tensor(index / 2d).requires_grad_();
            return new() { [index == Nameless ? "m" : "n"] = tensor(index), ["w"] = half * 2 };
        }
    }
}
