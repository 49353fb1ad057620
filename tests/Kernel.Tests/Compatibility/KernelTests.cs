using Marginalia.Kernel.Tests.Directives;

namespace Marginalia.Kernel.Tests.Compatibility;

public class KernelTests
{
    readonly Cells _cells = new();

    [Theory]
    [InlineData("await Kernel.Root.SendAsync(new SubmitCode(\"var x = 20;\"));", "x + 1", "result:21")]
    [InlineData("await Root.SubmitCodeAsync(\"#!sql\\nCREATE TABLE t (n); INSERT INTO t VALUES (5);\");", "#!sql\nSELECT n FROM t", "display:n\n5")]
    [InlineData("await Root.FindKernelByName(\"sql\").SubmitCodeAsync(\"CREATE TABLE t (n); INSERT INTO t VALUES (6);\");", "#!sql\nSELECT n FROM t", "display:n\n6")]
    [InlineData("await Root.SendAsync(new SubmitCode(\"SELECT 7 AS n\", \"sql\"));", "#!share lastResult --from sql --as r\nr.Rows[0][0]", "result:7")]
    [InlineData("await Root.FindKernelByName(\"csharp\").SetValueAsync(\"v\", new List<int> { 1, 2 });", "v.Count", "result:2")]
    [InlineData("var w = 4; Kernel.Current.TryGetValue(\"w\", out int found); var twice = found * 2;", "twice", "result:8")]
    [InlineData("var w = 4; var wrong = Kernel.Current.TryGetValue(\"w\", out string text) || Kernel.Current.TryGetValue(\"no\", out int none);", "wrong", "result:False")]
    [InlineData("var command = (SubmitCode)KernelInvocationContext.Current.Command; // here", "command.Code[^7..]", "result:// here")]
    [InlineData("var kernels = (Kernel.Current.Name, KernelInvocationContext.Current.HandlingKernel.Name, Root.FindKernelByName(\"nothing\") == null);", "kernels", "result:( csharp, csharp, True )")]
    [InlineData("var a = 1; await Root.SubmitCodeAsync(\"a = a + 1; var b = a;\"); a++;", "a * 10 + b", "result:32")]
    public void Code_sends_code_and_shares_values(string cell, string next, string log) =>
        Assert.Equal(log, _cells.Run("using Microsoft.DotNet.Interactive.Commands;", cell, next));

    [Fact]
    public void What_sent_code_shows_appears_in_the_cell_in_order() =>
        Assert.Equal("stdout:1 | display:2 | stdout:3", _cells.Run("Console.Write(1); await Root.SubmitCodeAsync(\"#!html\\n2\"); Console.Write(3);"));

    [Fact]
    public void Sent_code_that_fails_throws()
    {
        Assert.StartsWith("System.InvalidOperationException: cell 1, code it sent, line 1, column 1: error CS0103", _cells.Run("await Root.SubmitCodeAsync(\"missing\");"));
        Assert.Equal("stdout:System.DivideByZeroException", _cells.Run("try { await Root.SubmitCodeAsync(\"int z = 0; 1 / z\"); } catch (InvalidOperationException e) { Console.Write(e.Message.Split(':')[0]); }"));
    }

    [Fact]
    public void Sent_code_is_interrupted()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var result = _cells.Engine.Execute("await Root.SubmitCodeAsync(\"while (true) ;\");", new Engine.RecordingSink(), soon.Token);
        Assert.Equal("Interrupted", result.Error?.Name);
        Assert.Equal("result:2", _cells.Run("1 + 1"));
    }

    [Fact]
    public void The_context_shows_values() =>
        Assert.Equal("display:1 | display:# x", _cells.Run("var c = KernelInvocationContext.Current; c.Display(1); c.DisplayAs(\"# x\", \"text/markdown\");"));
}
