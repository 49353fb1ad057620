using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Memory;

/// <summary>Tests of the whole process's memory: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Training does not grow, with dispose scopes and without.</summary>
[Collection(nameof(Alone))]
public class MemoryTests
{
    const int Steps = 10_000, WarmUp = 10_000; // the process settles in the first few thousand

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 64)] // the budget; a leak would be 300
    public void Ten_thousand_steps_stay_flat(bool scoped, int allowedMegabytes)
    {
        var net = Sequential(Linear(4, 32), ReLU(), Linear(32, 1));
        var optimizer = optim.SGD(net.parameters(), 1e-3, momentum: 0.9);
        var (x, y) = (randn(64, 4), randn(64, 1));
        for (var i = 0; i < WarmUp; i++) Step(net, optimizer, x, y, scoped);
        var before = ResidentMegabytes();
        for (var i = 0; i < Steps; i++) Step(net, optimizer, x, y, scoped);
        var grown = ResidentMegabytes() - before;
        Assert.True(grown <= allowedMegabytes, $"{Steps} steps took {grown} MB more, {allowedMegabytes} are allowed.");
        x.Dispose();
        y.Dispose();
    }

    [Fact]
    public void Large_tensors_without_scopes_are_collected_in_time()
    {
        LooseTensors.Collect(); // what other tests left raises the bound
        for (var i = 0; i < 20; i++) ones(1 << 20);
        var before = ResidentMegabytes();
        for (var i = 0; i < 400; i++) ones(1 << 20);
        var grown = ResidentMegabytes() - before;
        Assert.True(grown <= 128, $"1600 MB made and dropped took {grown} MB more, 128 are allowed.");
    }

    [Fact]
    public void Evaluation_that_forgets_no_grad_and_scopes_is_collected_in_time()
    {
        var net = Sequential(Linear(1, 1 << 18), Tanh(), Linear(1 << 18, 1));
        LooseTensors.Collect();
        for (var i = 0; i < 20; i++) net.call(ones(1, 1));
        var before = ResidentMegabytes();
        for (var i = 0; i < 400; i++) net.call(ones(1, 1));
        var grown = ResidentMegabytes() - before;
        Assert.True(grown <= 128, $"800 MB that only graphs held took {grown} MB more, 128 are allowed.");
    }

    [Fact]
    public void A_collection_lowers_the_budget_that_much_living_memory_has_raised()
    {
        List<Tensor> held = [.. Enumerable.Range(0, 60).Select(_ => ones(1 << 22))]; // 1 GB, so that the budget is 1 to 2 GB
        foreach (var tensor in held) tensor.Dispose();
        LooseTensors.Collect();
        var before = ResidentMegabytes();
        for (var i = 0; i < 200; i++) ones(1 << 20);
        var grown = ResidentMegabytes() - before;
        Assert.True(grown <= 128, $"800 MB made and dropped took {grown} MB more, 128 are allowed.");
    }

    [Fact]
    public void What_is_disposed_no_longer_counts()
    {
        LooseTensors.Collect();
        var before = LooseTensors.Live;
        var t = ones(1 << 18);
        Assert.Equal(before + (1 << 20) + LooseTensors.SmallestTensor, LooseTensors.Live);
        var view = t.view(1 << 9, 1 << 9);
        Assert.Equal(before + (1 << 20) + 2 * LooseTensors.SmallestTensor, LooseTensors.Live);
        view.Dispose();
        t.Dispose();
        Assert.Equal(before, LooseTensors.Live);
        using var scope = NewDisposeScope();
        ones(1 << 18);
        Assert.Equal(before, LooseTensors.Live);
    }

    [Fact]
    public void Results_that_a_graph_keeps_count_in_full()
    {
        LooseTensors.Collect();
        var x = ones(1 << 18, requires_grad: true);
        var before = LooseTensors.Live;
        using var saved = x.tanh();
        Assert.Equal(before + (1 << 20) + LooseTensors.SmallestInGraph, LooseTensors.Live);
        using var part = saved.narrow(0, 0, 8);
        Assert.Equal(before + (1 << 20) + 2 * LooseTensors.SmallestInGraph, LooseTensors.Live);
        x.Dispose();
    }

    static void Step(Sequential net, optim.Optimizer optimizer, Tensor x, Tensor y, bool scoped)
    {
        using var scope = scoped ? NewDisposeScope() : null;
        optimizer.zero_grad();
        functional.mse_loss(net.call(x), y).backward();
        optimizer.step();
    }

    /// <summary>After the collector has given back what it holds in reserve, so that libtorch's memory remains.</summary>
    static long ResidentMegabytes()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        var line = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }
}
