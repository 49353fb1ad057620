using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Memory;

/// <summary>Training does not grow, with dispose scopes and without.</summary>
public class MemoryTests
{
    const int Steps = 10_000, WarmUp = 2_000;

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 48)]
    public void Ten_thousand_steps_stay_flat(bool scoped, int allowedMegabytes)
    {
        var net = Sequential(Linear(4, 8), ReLU(), Linear(8, 1));
        var optimizer = optim.SGD(net.parameters(), 1e-3, momentum: 0.9);
        var (x, y) = (randn(16, 4), randn(16, 1));
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
        for (var i = 0; i < 20; i++) ones(1 << 20);
        var before = ResidentMegabytes();
        for (var i = 0; i < 400; i++) ones(1 << 20);
        var grown = ResidentMegabytes() - before;
        Assert.True(grown <= 128, $"1600 MB made and dropped took {grown} MB more, 128 are allowed.");
    }

    [Fact]
    public void What_is_disposed_no_longer_counts()
    {
        var before = MemoryBudget.Live;
        var t = ones(1 << 18);
        Assert.Equal(before + (1 << 20) + MemoryBudget.SmallestTensor, MemoryBudget.Live);
        var view = t.view(1 << 9, 1 << 9);
        Assert.Equal(before + (1 << 20) + 2 * MemoryBudget.SmallestTensor, MemoryBudget.Live);
        view.Dispose();
        t.Dispose();
        Assert.Equal(before, MemoryBudget.Live);
        using (NewDisposeScope()) Assert.Equal(before, ones(1 << 18) is not null ? MemoryBudget.Live : 0);
    }

    static void Step(Sequential net, optim.Optimizer optimizer, Tensor x, Tensor y, bool scoped)
    {
        using var scope = scoped ? NewDisposeScope() : null;
        optimizer.zero_grad();
        functional.mse_loss(net.call(x), y).backward();
        optimizer.step();
    }

    static long ResidentMegabytes()
    {
        var line = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }
}
