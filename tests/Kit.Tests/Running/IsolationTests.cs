using System.Diagnostics;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kit.Tests.Running;

/// <summary>Notebooks that end their process, or never end, run by the real command line: each is reported as what it was, and harms nobody else.</summary>
public sealed partial class IsolationTests : IDisposable
{
    static readonly TimeSpan hang = TimeSpan.FromMinutes(5);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_cell_that_ends_the_process_is_reported_as_what_it_did_and_the_next_notebook_runs()
    {
        (string Code, string Name, string Words)[] deaths =
        [
            ("int f(int n) => f(n + 1) + 1;\nf(0)", "StackOverflow", "stack overflow, most likely a method that calls itself without end"),
            ("Environment.FailFast(\"I give up\");", "FailFast", "it called Environment.FailFast: I give up"),
            ("Environment.Exit(3);", "ProcessExit", "it called Environment.Exit(3)"),
            ("Environment.Exit(0);", "ProcessExit", "it called Environment.Exit(0)"),
            ("new System.Threading.Thread(() => throw new Exception(\"apart\")).Start(); System.Threading.Thread.Sleep(-1);", "UnhandledException", "on a thread that the notebook started: System.Exception: apart"),
            (Native("nint strlen(nint text)") + "strlen(8)", "Crash", "memory that it must not (SIGSEGV)"),
            (Native("void abort()") + "abort();", "Crash", "native code gave up (SIGABRT)"),
            (Native("void _exit(int code)") + "_exit(5);", "ProcessExit", "native code ended it with exit code 5"),
            (Native("int kill(int process, int signal)") + "kill(Environment.ProcessId, 9); System.Threading.Thread.Sleep(-1);", "Killed", "it was killed (SIGKILL)"),
        ];
        foreach (var (index, death) in deaths.Index())
            folder.Write($"{index}.ipynb", new NotebookBuilder().Code("\"first\"").Code(death.Code).Code("\"third\"").ToString());

        var result = await KitProcess.Run(folder.Path, ["run", ".", "--out", "results"], limit: hang);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Equal(deaths.Length, Ended().Count(result.Output));
        foreach (var (index, death) in deaths.Index())
        {
            Assert.Contains(death.Words, result.Output);
            var cells = Notebook.Load(folder[$"results/{index}.ipynb"]).Cells;
            Assert.Equal("first", Assert.IsType<ResultOutput>(cells[0].Outputs.Single()).Bundle["text/plain"]);
            var error = Assert.IsType<ErrorOutput>(cells[1].Outputs.Single());
            Assert.Equal(death.Name, error.Name);
            Assert.Contains(death.Words, error.Value);
            Assert.Empty(cells[2].Outputs);
        }
    }

    [Fact]
    public async Task What_a_cell_showed_before_it_exited_is_kept()
    {
        folder.Write("a.ipynb", new NotebookBuilder().Code("Console.Write(\"no line end\"); 1.Display(); Environment.Exit(1);").ToString());
        await KitProcess.Run(folder.Path, ["run", "a.ipynb", "--out", "results"], limit: hang);
        Assert.Collection(Notebook.Load(folder["results/a.ipynb"]).Cells[0].Outputs,
            output => Assert.Equal(new StreamOutput("stdout", "no line end"), output),
            output => Assert.IsType<DisplayOutput>(output),
            output => Assert.IsType<ErrorOutput>(output));
    }

    [Fact]
    public async Task A_cell_over_its_time_that_cannot_be_stopped_ends_with_its_process()
    {
        folder.Write("a.ipynb", new NotebookBuilder().Code(Native("int kill(int process, int signal)") + "kill(Environment.ProcessId, 19);").ToString());
        var result = await KitProcess.Run(folder.Path, ["run", "a.ipynb", "--out", "results", "--timeout", "15"], limit: hang);
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("cell 1 ran longer than its limit of 15 s and did not stop when interrupted", result.Output);
    }

    [Fact]
    public async Task A_notebook_that_takes_too_much_memory_is_ended()
    {
        folder.Write("managed.ipynb", new NotebookBuilder().Code("var all = new List<byte[]>();\nwhile (true) { var b = new byte[5_000_000]; Array.Fill(b, (byte)1); all.Add(b); }").ToString());
        folder.Write("native.ipynb", new NotebookBuilder().Code("\"first\"")
            .Code("while (true) unsafe { var p = System.Runtime.InteropServices.NativeMemory.Alloc(5_000_000); new Span<byte>(p, 5_000_000).Fill(1); System.Threading.Thread.Sleep(2); }").ToString());
        var result = await KitProcess.Run(folder.Path, ["run", "managed.ipynb", "native.ipynb", "--out", "results", "--memory", "500MB"], limit: hang);
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("✗ cell 1, line 2 (var all = new List<byte[]>();): System.OutOfMemoryException", result.Output);
        Assert.Contains("(--memory sets how much a notebook may use)", result.Output);
        Assert.Contains("more than its limit of 500 MB, which --memory sets", result.Output);
        Assert.Equal("OutOfMemory", Assert.IsType<ErrorOutput>(Notebook.Load(folder["results/native.ipynb"]).Cells[1].Outputs.Single()).Name);
    }

    [Fact]
    public async Task A_flood_of_output_is_cut_and_the_run_goes_on()
    {
        folder.Write("a.ipynb", new NotebookBuilder().Code("var line = new string('x', 999);\nfor (int i = 0; i < 15_000; i++) Console.WriteLine(line);").Code("\"after\"").ToString());
        var result = await KitProcess.Run(folder.Path, ["run", "a.ipynb", "--out", "results"], limit: hang);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var cells = Notebook.Load(folder["results/a.ipynb"]).Cells;
        Assert.Equal(10_000_000, Assert.IsType<StreamOutput>(cells[0].Outputs[0]).Text.Length);
        Assert.Contains("[5,000,000 more characters of text were left out: a run keeps 10,000,000 of a cell", result.Output);
        Assert.IsType<ResultOutput>(cells[1].Outputs.Single());
    }

    [Fact]
    public async Task Native_code_is_heard_but_nothing_can_be_read_from_the_terminal()
    {
        var code = Native("int puts(string text)") + "[DllImport(\"libc\")] static extern int fflush(nint all);\nputs(\"from native code\"); fflush(0);\n"
            + "var start = new System.Diagnostics.ProcessStartInfo(\"cat\") { RedirectStandardOutput = true };\nvar cat = System.Diagnostics.Process.Start(start);\n$\"read {cat.StandardOutput.ReadToEnd().Length}\"";
        folder.Write("a.ipynb", new NotebookBuilder().Code(code).ToString());
        var result = await KitProcess.Run(folder.Path, ["run", "a.ipynb", "--out", "results"], limit: hang);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("        from native code\n", result.Output);
        Assert.Contains("        read 0\n", result.Output);
    }

    [Fact]
    public async Task Two_notebooks_at_the_same_time_meet()
    {
        // Each waits for the other: one after the other they would never end.
        string Meet(string mine, string other) => $"System.IO.File.WriteAllText(@\"{folder[mine]}\", \"\");\nwhile (!System.IO.File.Exists(@\"{folder[other]}\")) System.Threading.Thread.Sleep(20);";
        folder.Write("set/a.ipynb", new NotebookBuilder().Code(Meet("here", "there")).Code("Environment.GetEnvironmentVariable(\"OMP_NUM_THREADS\")").ToString());
        folder.Write("set/b.ipynb", new NotebookBuilder().Code(Meet("there", "here")).Code("Environment.Exit(7);").ToString());

        var result = await KitProcess.Run(folder.Path, ["run", "set", "-j", "2", "--out", "results"], limit: hang);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"(?m)^\[[12]/2\] ✓ set/a.ipynb  [0-9.]+ s$", result.Output);
        Assert.Matches(@"(?m)^\[[12]/2\] ✗ set/b.ipynb: cell 2 ended its process  [0-9.]+ s$", result.Output);
        Assert.Contains("it called Environment.Exit(7)", result.Output);
        Assert.Matches(@"(?s)set/a.ipynb +ok .*set/b.ipynb +cell 2 ended its process [^\n]*\n$", result.Output);
        if (Environment.ProcessorCount < 2) return;
        var threads = Assert.IsType<ResultOutput>(Notebook.Load(folder["results/a.ipynb"]).Cells[1].Outputs.Single()).Bundle["text/plain"];
        Assert.Equal(Environment.GetEnvironmentVariable("OMP_NUM_THREADS") ?? $"{Environment.ProcessorCount / 2}", threads);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("KILL", 137)]
    public async Task When_kit_is_stopped_no_notebook_goes_on(string signal, int exitCode)
    {
        const string Wait = "System.IO.File.WriteAllText(\"NAME.pid\", Environment.ProcessId.ToString());\nwhile (true) { }";
        foreach (var name in (string[])["a", "b"])
            folder.Write($"{name}.ipynb", new NotebookBuilder().Code(Wait.Replace("NAME", name)).ToString());
        using var kit = KitProcess.Start(folder.Path, ["run", "a.ipynb", "b.ipynb", "-j", "2", "--out", "results"]);
        var children = await Task.WhenAll(ProcessOf("a"), ProcessOf("b"));

        using (var kill = Process.Start("kill", [$"-{signal}", $"{kit.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var output = await kit.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await kit.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, kit.ExitCode);
        foreach (var child in children)
            Assert.True(child.HasExited || child.WaitForExit(TimeSpan.FromSeconds(30)), "a notebook goes on without kit");
        Assert.False(Directory.Exists(folder["results"]));
        if (signal != "KILL") Assert.Equal(2, Interrupted().Count(output));
    }

    static string Native(string signature) => $"using System.Runtime.InteropServices;\n[DllImport(\"libc\")] static extern {signature};\n";

    async Task<Process> ProcessOf(string name)
    {
        for (var i = 0; i < 600 && !(File.Exists(folder[$"{name}.pid"]) && new FileInfo(folder[$"{name}.pid"]).Length > 0); i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        return Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(folder[$"{name}.pid"], TestContext.Current.CancellationToken)));
    }

    [GeneratedRegex("(?m)^cell 2 ended its process: 2 of 3 cells ran")]
    private static partial Regex Ended();

    [GeneratedRegex(@"(?m)^Interrupted: [ab]\.ipynb, which is as it was$")]
    private static partial Regex Interrupted();
}
