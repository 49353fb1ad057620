using System.Collections.Concurrent;
using Marginalia.Training;

namespace Marginalia.Tests.Training;

public class SideBySideTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Results_come_in_the_order_of_the_jobs(int workers)
    {
        var started = new ConcurrentQueue<int>();
        var results = SideBySide.Run("test", [.. Enumerable.Range(0, 20)], job =>
        {
            started.Enqueue(job);
            Thread.Sleep(job % 3);
            return job * job;
        }, workers, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 20).Select(job => job * job), results);
        if (workers == 1)
            Assert.Equal(Enumerable.Range(0, 20), started);
    }

    [Fact]
    public void Jobs_do_go_side_by_side()
    {
        using var both = new Barrier(2);
        Assert.Equal([true, true], SideBySide.Run("test", [0, 1], _ => both.SignalAndWait(TimeSpan.FromSeconds(30)), 2, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_failure_comes_out_as_it_is_and_stops_the_rest(int workers)
    {
        int run = 0;
        var error = Assert.Throws<ArithmeticException>(() => SideBySide.Run("test", [.. Enumerable.Range(0, 1000)], job =>
            Interlocked.Increment(ref run) == 5 ? throw new ArithmeticException("five") : job, workers, TestContext.Current.CancellationToken));
        Assert.Equal("five", error.Message);
        Assert.InRange(run, 5, 999);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_job_starts_after_cancellation(int workers)
    {
        using var source = new CancellationTokenSource();
        int run = 0;
        Assert.Throws<OperationCanceledException>(() => SideBySide.Run("test", [.. Enumerable.Range(0, 1000)], job =>
        {
            if (Interlocked.Increment(ref run) == 3)
                source.Cancel();
            return job;
        }, workers, source.Token));
        Assert.InRange(run, 3, 3 + workers);
    }

    [Fact]
    public void No_jobs_have_no_results() => Assert.Empty(SideBySide.Run<int, int>("test", [], job => job, cancellation: TestContext.Current.CancellationToken));
}
