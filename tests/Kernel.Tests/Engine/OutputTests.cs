using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Tests.Engine;

public class OutputTests
{
    readonly NotebookEngine _engine = new();

    string Run(string code)
    {
        var sink = new RecordingSink();
        var result = _engine.Execute(code, sink, TestContext.Current.CancellationToken);
        return result.Error is { } error ? string.Join('\n', error.Traceback) : sink.Log;
    }

    [Fact]
    public void Console_displays_and_result_keep_their_order() => Assert.Equal(
        "stdout:a1\\n | display:2 | stdout:b | stderr:e | stdout:c\\n | display:3 | result:4",
        Run("Console.Write('a'); Console.WriteLine(1); display(2); Console.Write(\"b\"); Console.Error.Write(\"e\"); Console.WriteLine(\"c\"); 3.Display(); 4"));

    [Fact]
    public void Text_arrives_while_the_cell_runs()
    {
        var sink = new RecordingSink();
        var pieces = _engine.Execute("for (var i = 0; i < 3; i++) { Console.Write(i); System.Threading.Thread.Sleep(150); }", sink, TestContext.Current.CancellationToken);
        Assert.True(pieces.Ok);
        Assert.Equal(["stdout:0", "stdout:1", "stdout:2"], sink.Calls);
    }

    [Fact]
    public void Text_comes_in_batches()
    {
        var sink = new RecordingSink();
        _engine.Execute("for (var i = 0; i < 10_000; i++) Console.WriteLine(\"0123456789\");", sink, TestContext.Current.CancellationToken);
        Assert.Equal(10_000 * 12 + 7, sink.Log.Length);
        Assert.InRange(sink.Calls.Count, 1, 100);
    }

    [Fact]
    public void Carriage_returns_reach_the_sink_as_written() => Assert.Equal("stderr:\r50%\r100%", Run("Console.Error.Write(\"\\r50%\\r100%\");"));

    [Fact]
    public void Tasks_write_to_their_cell() => Assert.Equal("stdout:from a task", Run("await Task.Run(() => Console.Write(\"from a task\"));"));

    [Fact]
    public void What_a_task_writes_between_cells_comes_with_the_next()
    {
        Assert.Equal("", Run("var task = Task.Run(async () => { await Task.Delay(200); Console.Write(\"late\"); });"));
        Thread.Sleep(400);
        Assert.Equal("stdout:late", Run("await task;"));
    }

    [Fact]
    public void Live_output_goes_to_the_cell_that_made_it_at_once()
    {
        var engine = new NotebookEngine(new() { LiveOutput = true });
        var first = new RecordingSink();
        var second = new RecordingSink();
        Assert.True(engine.Execute("Console.Write(\"now\"); var task = Task.Run(async () => { await Task.Delay(200); Console.Write(\"late\"); });", first, TestContext.Current.CancellationToken).Ok);
        Assert.Equal("stdout:now", first.Log);
        for (var i = 0; i < 100 && first.Calls.Count < 2; i++)
            Thread.Sleep(50);
        Assert.Equal(["stdout:now", "stdout:late"], first.Calls);
        Assert.True(engine.Execute("var task2 = Task.Run(async () => { await Task.Delay(100); Console.Write(\"x\"); });", first, TestContext.Current.CancellationToken).Ok);
        Assert.True(engine.Execute("await task2; 5", second, TestContext.Current.CancellationToken).Ok);
        Assert.Equal("result:5", second.Log);
        Assert.EndsWith("x", first.Log);
    }

    [Fact]
    public void A_task_that_never_stops_writing_does_not_hold_up_the_cell()
    {
        Assert.Equal("result:1", Run("var stop = false; var writer = Task.Run(() => { while (!stop) { } }); 1"));
        var sink = new RecordingSink();
        Assert.True(_engine.Execute("stop = true; await writer; stop = false; writer = Task.Run(() => { while (!stop) Console.Write('.'); });", sink, TestContext.Current.CancellationToken).Ok);
        Assert.True(_engine.Execute("stop = true; await writer;", sink, TestContext.Current.CancellationToken).Ok);
    }

    [Fact]
    public void Input_is_asked_for_after_what_was_shown_before()
    {
        var sink = new AnsweringSink();
        Assert.True(_engine.Execute("Console.Write(\"name? \"); Console.ReadLine()", sink, TestContext.Current.CancellationToken).Ok);
        Assert.Equal("name? |ask|Ada|", sink.Log);
    }

    [Fact]
    public void A_display_is_updated_under_its_id()
    {
        Assert.Equal("display:1", Run("var d = 1.Display();"));
        Assert.Equal("update:2 | result:True", Run("d.Update(2); d.IsUpdated"));
        Assert.Equal("display:# a | update:# b", Run("var m = \"# a\".DisplayAs(\"text/markdown\"); m.Update(\"# b\");"));
        Assert.Equal("", Run("d"));
    }

    [Fact]
    public void HTML_is_shown_as_it_is()
    {
        var sink = new RecordingSink();
        _engine.Execute("HTML(\"<b>x</b>\")", sink, TestContext.Current.CancellationToken);
        Assert.Equal("<b>x</b>", sink.Results.Single()["text/html"]);
    }

    [Theory]
    [InlineData("Console.ReadLine();")]
    [InlineData("Console.Read();")]
    [InlineData("Console.In.ReadToEnd();")]
    public void Input_that_nobody_can_give_is_an_error(string code) => Assert.StartsWith("System.InvalidOperationException: Console input: nobody can answer", Run(code));

    [Fact]
    public void Two_engines_do_not_mix_their_output()
    {
        var other = new NotebookEngine();
        var otherSink = new RecordingSink();
        var thread = new Thread(() => other.Execute("for (var i = 0; i < 20; i++) { Console.Write('o'); System.Threading.Thread.Sleep(5); }", otherSink));
        thread.Start();
        Assert.Equal("stdout:" + new string('m', 20), Run("for (var i = 0; i < 20; i++) { Console.Write('m'); System.Threading.Thread.Sleep(5); }"));
        thread.Join();
        Assert.Equal("stdout:" + new string('o', 20), otherSink.Log);
    }

    [Fact]
    public void A_sink_may_write_to_the_console_itself()
    {
        var sink = new TalkingSink();
        Assert.True(_engine.Execute("for (var i = 0; i < 2000; i++) Console.WriteLine(i);", sink, TestContext.Current.CancellationToken).Ok);
        Assert.True(sink.Calls > 0);
    }

    [Fact]
    public void A_sink_that_fails_fails_the_call()
    {
        var error = Assert.Throws<IOException>(() => _engine.Execute("Console.WriteLine(1);", new FailingSink(), TestContext.Current.CancellationToken));
        Assert.Equal("disk full", error.Message);
        Assert.Equal("result:2", Run("2"));
    }

    sealed class AnsweringSink : IOutputSink
    {
        public string Log { get; private set; } = "";

        public void Stream(string name, string text) => Log += text + "|";

        public void Display(Marginalia.Kernel.Formatting.MimeBundle bundle, string displayId, bool update) => Log += "display|";

        public void Result(Marginalia.Kernel.Formatting.MimeBundle bundle) => Log += bundle["text/plain"] + "|";

        public string? ReadLine(string prompt, bool password)
        {
            Log += "ask|";
            return "Ada";
        }
    }

    sealed class TalkingSink : IOutputSink
    {
        public int Calls { get; private set; }

        public void Stream(string name, string text)
        {
            Calls++;
            Console.Out.Flush();
            Console.Error.Write("");
        }

        public void Display(Marginalia.Kernel.Formatting.MimeBundle bundle, string displayId, bool update) => Calls++;

        public void Result(Marginalia.Kernel.Formatting.MimeBundle bundle) => Calls++;
    }

    sealed class FailingSink : IOutputSink
    {
        public void Stream(string name, string text) => throw new IOException("disk full");

        public void Display(Marginalia.Kernel.Formatting.MimeBundle bundle, string displayId, bool update) => throw new IOException("disk full");

        public void Result(Marginalia.Kernel.Formatting.MimeBundle bundle) => throw new IOException("disk full");
    }
}
