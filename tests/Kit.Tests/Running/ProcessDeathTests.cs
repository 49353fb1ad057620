using Marginalia.Kit.Running;

namespace Marginalia.Kit.Tests.Running;

public class ProcessDeathTests
{
    [Fact]
    public void The_frames_are_those_of_the_notebook_each_once()
    {
        var words = Words("""
            from native code
            Stack overflow.
               at Marginalia.Kernel.Engine.Checkpoint.Pass()
               at Submission#2.f(Int32)
               at Submission#2.f(Int32)
               at System.Collections.Generic.List`1[[System.__Canon, System.Private.CoreLib]].ForEach(System.Action`1<System.__Canon>)
               at Submission#2+<<Initialize>>d__0.MoveNext()
               at System.Threading.Thread.StartCallback()
            """);
        var error = ProcessDeath.Of(134, null, words);
        Assert.Equal("StackOverflow", error.Name);
        Assert.Equal([error.Value, "   at f(Int32)", "   at System.Collections.Generic.List`1[[System.__Canon, System.Private.CoreLib]].ForEach(System.Action`1<System.__Canon>)", "   ... and 1 more, the same or further out"], error.Traceback);
    }

    [Fact]
    public void An_exception_of_another_thread_names_cell_and_line()
    {
        var words = Words("""
            Unhandled exception. System.InvalidOperationException: apart.
               at Submission#2.<>c.<<Initialize>>b__0_0() in /some/folder/cell 2:line 7
               at System.Threading.Thread.StartHelper.Callback(Object state)
            """);
        var error = ProcessDeath.Of(134, null, words);
        Assert.Equal("The notebook's process ended: nothing caught an exception on a thread that the notebook started: System.InvalidOperationException: apart.", error.Value);
        Assert.Equal("   at lambda() (cell 2, line 7)", error.Traceback[^1]);
        Assert.Equal(7, CellFailure.LineOf(error, 2));
    }

    [Theory]
    [InlineData(139, "(SIGSEGV)")]
    [InlineData(137, "(SIGKILL), by somebody, or by the system for want of memory")]
    [InlineData(143, "(SIGTERM)")]
    [InlineData(163, "signal 35")]
    [InlineData(5, "native code ended it with exit code 5")]
    public void Without_last_words_the_exit_code_tells(int exitCode, string words) => Assert.Contains(words, ProcessDeath.Of(exitCode, null, []).Value);

    [Fact]
    public void Lines_of_native_code_are_shown_and_long_ones_in_pieces()
    {
        List<string> shown = [];
        var text = new ErrorText();
        text.Read(new StringReader("one\ntwo" + new string('x', 10_000) + "\nrest"), shown.Add);
        Assert.Equal("one", shown[0]);
        Assert.Equal("rest", shown[^1]);
        Assert.True(shown.Count > 2 && shown.All(line => line.Length < 6000));
        Assert.Equal(10_003, shown.Skip(1).SkipLast(1).Sum(line => line.Length));
        Assert.Empty(text.LastWords);
    }

    static IReadOnlyList<string> Words(string standardError)
    {
        var text = new ErrorText();
        text.Read(new StringReader(standardError), _ => { });
        return text.LastWords;
    }
}
