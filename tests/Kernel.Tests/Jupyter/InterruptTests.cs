namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class InterruptTests(RunningKernel kernel) : IClassFixture<RunningKernel>, IDisposable
{
    readonly TestClient _client = kernel.Connect();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("new System.Threading.ManualResetEvent(false).WaitOne();")]
    [InlineData("Console.ReadLine();")]
    public void An_interrupt_stops_the_cell_and_keeps_its_state(string code)
    {
        _client.Execute("var kept = 0;");
        var cell = _client.Send("execute_request", TestClient.Cell($"kept = 5; Console.Write(\"on\"); {code}", new() { ["allow_stdin"] = true }));
        while (_client.Next("iopub") is { Type: not "stream" })
        {
        }
        var queued = _client.Send("execute_request", TestClient.Cell("1"));
        Thread.Sleep(100);
        var interrupt = _client.Ask("interrupt_request", [], "control");
        Assert.Equal(("interrupt_reply", "ok", "busy"), (interrupt.Reply.Type, interrupt.Reply.Status, interrupt.Published[0].Short));
        var reply = _client.Reply(cell);
        Assert.Equal(("error", "Interrupted"), (reply.Status, (string?)reply.Content["ename"]));
        Assert.Equal("aborted", _client.Reply(queued).Status);
        Assert.Equal("busy | input | result:5 | idle", _client.Execute("kept").Short);
    }

    [Fact]
    public void An_interrupt_while_nothing_runs_does_nothing()
    {
        Assert.Equal("ok", _client.Ask("interrupt_request", [], "control").Reply.Status);
        Assert.Equal("ok", _client.Execute("1").Reply.Status);
    }
}
