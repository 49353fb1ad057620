using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class DataLoaderTests
{
    [Fact]
    public void Every_run_repeats_and_every_epoch_and_seed_differs()
    {
        using var data = Numbered(20);
        Assert.Equal(Epoch(new DataLoader(data, 5, seed: 3), 0), Epoch(new DataLoader(data, 5, seed: 3), 0));
        Assert.NotEqual(Epoch(new DataLoader(data, 5, seed: 3), 0), Epoch(new DataLoader(data, 5, seed: 3), 1));
        Assert.NotEqual(Epoch(new DataLoader(data, 5, seed: 3), 0), Epoch(new DataLoader(data, 5, seed: 4), 0));
    }

    [Fact]
    public void An_epoch_holds_every_example_once()
    {
        using var data = Numbered(20);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (double)i), Epoch(new DataLoader(data, 5), 2).Order());
    }

    [Fact]
    public void A_step_can_be_taken_out_of_order()
    {
        using var data = Numbered(20);
        var (forward, jumping) = (new DataLoader(data, 5), new DataLoader(data, 5));
        var steps = Enumerable.Range(0, 9).Select(step => Values(forward, step)).ToArray();
        foreach (int step in new[] { 8, 0, 5, 3, 4 })
            Assert.Equal(steps[step], Values(jumping, step));
    }

    [Theory]
    [InlineData(false, new[] { 8, 8 })]
    [InlineData(true, new[] { 8, 8, 4 })]
    public void The_remainder_is_left_out_or_kept(bool keep, int[] sizes)
    {
        using var data = Numbered(20);
        var loader = new DataLoader(data, 8, keepRemainder: keep);
        Assert.Equal(sizes.Length, loader.BatchesPerEpoch);
        Assert.Equal(sizes, sizes.Select((_, step) => Values(loader, step).Length));
        Assert.Equal(8, Values(loader, sizes.Length).Length);
    }

    [Fact]
    public void A_batch_that_cannot_be_filled_is_refused()
    {
        using var data = Numbered(3);
        Assert.Contains("3 examples do not fill one batch of 4", Assert.Throws<ArgumentException>(() => new DataLoader(data, 4)).Message);
        Assert.Equal(1, new DataLoader(data, 4, keepRemainder: true).BatchesPerEpoch);
    }

    [Fact]
    public void Rows_of_all_names_belong_together()
    {
        using var data = new TensorDataset(("input", arange(10)), ("square", arange(10).mul(arange(10))));
        using var batch = new DataLoader(data, 4).At(1);
        Assert.Equal(Numbers.ToArray(batch["input"]).Select(x => x * x), Numbers.ToArray(batch["square"]));
    }

    [Fact]
    public void Tensors_of_different_length_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TensorDataset(("input", arange(10)), ("target", arange(9))));
        Assert.Contains("input [10], target [9]", error.Message);
        Assert.Throws<ArgumentException>(() => new TensorDataset());
    }

    [Fact]
    public void A_data_set_outlives_the_scope_it_was_made_in()
    {
        TensorDataset data;
        using (NewDisposeScope())
            data = Numbered(4);
        Assert.Equal([2], Numbers.ToArray(data.Get([2])["input"]));
        data.Dispose();
    }

    private static TensorDataset Numbered(int count) => new(("input", arange(count)));

    private static double[] Values(DataLoader loader, long step)
    {
        using var batch = loader.At(step);
        return Numbers.ToArray(batch["input"]);
    }

    private static double[] Epoch(DataLoader loader, int epoch) =>
        [.. Enumerable.Range(0, loader.BatchesPerEpoch).SelectMany(batch => Values(loader, (long)epoch * loader.BatchesPerEpoch + batch))];
}
