using System.Diagnostics;
using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Tests.Engine;

public class InterruptTests
{
    static readonly TimeSpan s_soon = TimeSpan.FromSeconds(5);
    readonly NotebookEngine _engine = new();

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) { try { while (true) { } } catch (Exception) { } }")]
    [InlineData("for (;;) for (;;) ;")]
    [InlineData("do { } while (true);")]
    [InlineData("static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2); Fibonacci(90)")]
    [InlineData("void Forever() { while (true) { } } Forever();")]
    [InlineData("foreach (var i in Enumerable.Range(0, int.MaxValue)) Enumerable.Range(0, 100).ToList();")]
    [InlineData("Enumerable.Range(0, int.MaxValue).Count(x => { return x < 0; });")]
    [InlineData("var run = () => { for (;;) { void Inner() { for (var i = 0; i < 9; i++) ; } Inner(); } }; run();")]
    [InlineData("class Worker { public Worker() { do { } while (true); } } new Worker();")]
    [InlineData("class Lazy { public int Value { get { while (true) { } } } } new Lazy().Value")]
    [InlineData("static IEnumerable<int> Numbers() { yield return 1; while (true) { } } foreach (var n in Numbers()) ;")]
    [InlineData("async Task Turn() { while (true) await Task.Yield(); } await Turn();")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("while (true) { await Task.Delay(1); }")]
    [InlineData("new System.Threading.ManualResetEvent(false).WaitOne();")]
    [InlineData("lock (_engineLock) { while (true) { System.Threading.Thread.Sleep(1); } }")]
    [InlineData("while (true) Console.Write('.');")]
    [InlineData("while (true) display(1);")]
    [InlineData("await Task.Delay(-1, Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken);")]
    public void StopsTheCellAndKeepsTheState(string code)
    {
        Assert.True(Execute("int before = 1; object _engineLock = new();").Ok);
        var clock = Stopwatch.StartNew();
        var result = Execute($"int during = 2; Console.WriteLine(\"started\"); {code}", interruptAfter: "started");
        Assert.Equal(CellErrorKind.Interrupted, result.Error?.Kind);
        Assert.True(clock.Elapsed < s_soon, $"took {clock.Elapsed}");

        var sink = new RecordingSink();
        var after = _engine.Execute("Console.Write(\"x\"); lock (_engineLock) { } before + during", sink, TestContext.Current.CancellationToken);
        Assert.True(after.Ok, after.Error?.Value);
        Assert.Equal("stdout:x | result:3", sink.Log);
    }

    [Fact]
    public void TasksOfTheCellStopToo()
    {
        Execute("long spins = 0; Console.WriteLine(\"started\"); Parallel.For(0, 2, i => { while (true) System.Threading.Interlocked.Increment(ref spins); });", interruptAfter: "started");
        Execute("System.Threading.Thread.Sleep(300); var before = spins; System.Threading.Thread.Sleep(100);");
        var sink = new RecordingSink();
        _engine.Execute("spins > 0 && spins == before", sink, TestContext.Current.CancellationToken);
        Assert.Equal("result:True", sink.Log);
    }

    [Fact]
    public void ATaskOfAnEarlierCellGoesOn()
    {
        Execute("long turns = 0; var stop = false; void Turn() { while (!stop) System.Threading.Interlocked.Increment(ref turns); } var task = Task.Run(Turn);");
        Execute("Console.WriteLine(\"started\"); while (true) { }", interruptAfter: "started");
        var sink = new RecordingSink();
        _engine.Execute("var before = turns; System.Threading.Thread.Sleep(200); var on = turns > before; stop = true; await task; on", sink, TestContext.Current.CancellationToken);
        Assert.Equal("result:True", sink.Log);
    }

    [Fact]
    public void AnIteratorStopsInTheCellThatAsksForMore()
    {
        Execute("static IEnumerable<int> Numbers() { yield return 1; while (true) { } } var numbers = Numbers().GetEnumerator(); numbers.MoveNext();");
        Assert.Equal(CellErrorKind.Interrupted, Execute("Console.WriteLine(\"started\"); numbers.MoveNext()", interruptAfter: "started").Error?.Kind);
    }

    [Fact]
    public void TheTokenOfTheCallInterrupts()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var result = _engine.Execute("while (true) { }", new RecordingSink(), source.Token);
        Assert.Equal(CellErrorKind.Interrupted, result.Error?.Kind);
    }

    [Fact]
    public void NothingToInterruptBetweenCells() => Assert.False(_engine.Interrupt());

    [Fact]
    public void ACellThatDoesNotStopIsAbandoned()
    {
        var engine = new NotebookEngine(new() { AbandonAfter = TimeSpan.FromMilliseconds(200) });
        var sink = new WatchingSink("started", () => engine.Interrupt());
        var result = engine.Execute("Console.WriteLine(\"started\"); Enumerable.Range(0, 1_000_000_000).Count(x => x < 0)", sink, TestContext.Current.CancellationToken);
        Assert.Contains("did not stop", result.Error?.Value);
        Assert.Contains("did not stop", engine.Execute("1", new RecordingSink(), TestContext.Current.CancellationToken).Error?.Value);
    }

    CellResult Execute(string code, string? interruptAfter = null)
    {
        var sink = new WatchingSink(interruptAfter, () => _engine.Interrupt());
        return _engine.Execute(code, sink, TestContext.Current.CancellationToken);
    }

    sealed class WatchingSink(string? word, Action action) : IOutputSink
    {
        bool _done;

        public void Stream(string name, string text)
        {
            if (word is null || _done || !text.Contains(word))
                return;
            _done = true;
            action();
        }

        public void Display(Marginalia.Kernel.Formatting.MimeBundle bundle, string displayId, bool update)
        {
        }

        public void Result(Marginalia.Kernel.Formatting.MimeBundle bundle)
        {
        }
    }
}
