using Marginalia.Kit.Testing;

namespace Marginalia.Kit.Tests.Documents;

/// <summary>A converted notebook is a program that <c>dotnet run</c> takes.</summary>
public sealed class ProgramRunTests : IDisposable
{
    readonly Kitchen kit = new();

    public void Dispose() => kit.Dispose();

    [Fact]
    public async Task The_program_prints_what_the_notebook_shows()
    {
        kit.Folder.Write("a.ipynb", new NotebookBuilder()
            .Markdown("# A\n\ntext")
            .Code("#!time\nusing System.Globalization;\nrecord P(int X);\npublic static int Twice(this int x) => 2 * x;\nstatic readonly int two = 2;")
            .Code("await Task.Delay(1);\nforeach (var i in new[] { 1, two }) Console.WriteLine(i.Twice());\nnew P(3)")
            .Code("#!html\n<b>no</b>")
            .Code("Enumerable.Range(0, 3).Select(i => i / 2.0)")
            .Code("throw new Exception();", "skip-execution")
            .Code("\"text\".Display();\ndisplay(CultureInfo.InvariantCulture.Name == \"\").Update(null);\nConsole.WriteLine(\"end\")").ToString());
        Assert.Equal(0, kit.Run("convert a.ipynb a.cs"));
        Assert.Equal("a.cs: 7 cells\n  cell 4: html stands as a comment\n", kit.Output);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var (exitCode, output) = await ChildProcess.Run("dotnet", ["run", "a.cs"], kit.Folder.Path, limit.Token);
        Assert.Equal((0, "2\n4\nP { X = 3 }\n[ 0, 0.5, 1 ]\ntext\nTrue\n<null>\nend\n"), (exitCode, output));
    }
}
