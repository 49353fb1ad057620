using System.Diagnostics;
using Marginalia.Kernel.Tests.Jupyter;

namespace Marginalia.Kit.Tests.Jupyter;

public sealed class KernelStartTests : IDisposable
{
    readonly StartedKernel _kernel = new();
    readonly TestClient _client;

    public KernelStartTests() => _client = _kernel.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _kernel.Dispose();
    }

    [Fact]
    public void A_client_shuts_it_down_and_it_has_nothing_to_say()
    {
        Assert.Equal("busy | input | stdout:hello | result:3 | idle", _client.Execute("Console.Write(\"hello\"); 1 + 2").Short);
        _client.Ask("shutdown_request", new() { ["restart"] = false }, "control");
        Assert.Equal(new(0, "", ""), _kernel.End());
    }

    [Fact]
    public void SIGINT_interrupts_cells_again_and_again_and_SIGTERM_ends_it()
    {
        for (var i = 0; i < 3; i++)
        {
            var cell = _client.Send("execute_request", TestClient.Cell("Console.Write(1); while (true) System.Threading.Thread.Sleep(10);"));
            while (_client.Next("iopub") is { Type: not "stream" })
            {
            }
            _kernel.Signal("INT");
            Assert.Equal("Interrupted", (string?)_client.Reply(cell).Content["ename"]);
            _client.Published(_client.Send("kernel_info_request", []));
        }
        _kernel.Signal("TERM");
        Assert.Equal(new(0, "", ""), _kernel.End());
    }

    [Fact]
    public void A_cell_that_ends_the_process_is_answered_with_all_it_has_shown()
    {
        var cell = _client.Execute("Console.Write(\"last words\"); display(1); Console.Write(\"!\"); Environment.Exit(3);");
        Assert.Equal("busy | input | stdout:last words | display:1 | stdout:! | error:KernelEnded | idle", cell.Short);
        Assert.Equal("error", cell.Reply.Status);
        Assert.Equal(3, _kernel.End().ExitCode);
    }

    [Fact]
    public void An_exception_on_a_thread_of_its_own_is_shown_and_ends_nothing()
    {
        var cell = _client.Execute("var kept = 5; var thread = new System.Threading.Thread(() => throw new Exception(\"stray\")); thread.Start(); thread.Join(); System.Threading.Thread.Sleep(200);");
        Assert.Equal("ok", cell.Reply.Status);
        var text = string.Concat(cell.Published.Where(message => message.Type == "stream").Select(message => (string)message.Content["text"]!));
        Assert.StartsWith("Unhandled exception on a thread of its own: System.Exception: stray", text);
        Assert.EndsWith("result:5 | idle", _client.Execute("kept").Short);
    }

    [Fact]
    public void What_bypasses_the_console_goes_where_the_process_writes_and_disturbs_nothing()
    {
        Assert.Equal("ok", _client.Execute("using (var raw = Console.OpenStandardOutput()) raw.Write(\"raw\"u8); Console.Write(1);").Reply.Status);
        Assert.Equal("busy | input | result:2 | idle", _client.Execute("2").Short);
        _client.Ask("shutdown_request", [], "control");
        Assert.Equal(new(0, "raw", ""), _kernel.End());
    }

    [Fact]
    public void Text_that_comes_from_no_cell_goes_to_the_last_one()
    {
        var id = _client.Send("execute_request", TestClient.Cell("System.Threading.ThreadPool.UnsafeQueueUserWorkItem(_ => { System.Threading.Thread.Sleep(300); Console.WriteLine(\"stray\"); }, null);"));
        _client.Published(id);
        var stray = _client.Next("iopub");
        Assert.Equal(("stdout:stray\n", id), (stray.Short, stray.ParentId));
    }

    [Fact]
    public async Task It_ends_when_the_process_that_started_it_is_gone()
    {
        using var folder = new TemporaryFolder();
        var connection = File.ReadAllText(_kernel.File).Replace(Path.GetDirectoryName(_kernel.File)!, folder.Path);
        var file = folder.Write("connection.json", connection);
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "dotnet \"$0\" kernel start \"$1\" >/dev/null 2>&1 & echo $!; read line", KitProcess.Assembly, file])
        { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using var child = Process.GetProcessById(int.Parse((await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!));
        using (var client = new TestClient(System.Text.Json.Nodes.JsonNode.Parse(connection)!.AsObject()))
        {
            client.Send("execute_request", TestClient.Cell("while (true) { }"));
            parent.Kill();
        }
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await child.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            Assert.Fail("the kernel outlived its parent");
        }
    }

    [Theory]
    [InlineData("{}", "ip is missing; expected a text")]
    [InlineData("what", "not JSON")]
    [InlineData(null, "Could not find file")]
    public async Task A_connection_file_that_makes_no_sense_is_said_in_a_line(string? text, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder["connection.json"];
        if (text is not null)
            folder.Write("connection.json", text);
        var result = await KitProcess.Run(folder.Path, ["kernel", "start", file]);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"kit: {file}: {message}", result.Error);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Without_a_connection_file_it_says_what_is_missing() => Assert.Equal(2, (await KitProcess.Run(Path.GetTempPath(), ["kernel", "start"])).ExitCode);
}
