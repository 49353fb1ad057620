using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Marginalia.Kit.Tests.Jupyter;

/// <summary>The public conformance tests for Jupyter kernels (Debian: python3-jupyter-kernel-test).</summary>
public class ConformanceTests
{
    const int Limit = 300_000;
    static readonly string[] s_notForCSharp = ["test_pager", "test_clear_output"];

    [Fact]
    public async Task The_kernel_passes_all_that_can_be_asked_of_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("kernels/marginalia/kernel.json", new JsonObject
        {
            ["argv"] = new JsonArray("dotnet", KitProcess.Assembly, "kernel", "start", "{connection_file}"),
            ["display_name"] = "C#",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
        }.ToJsonString());
        var start = new ProcessStartInfo("/usr/bin/python3", [Repository.PathTo("tests", "Kit.Tests", "Jupyter", "conformance.py")]) { RedirectStandardError = true, WorkingDirectory = folder.Path };
        start.Environment["JUPYTER_PATH"] = folder.Path;
        start.Environment["JUPYTER_RUNTIME_DIR"] = folder["runtime"];
        start.Environment["JUPYTER_PLATFORM_DIRS"] = "1";
        using var python = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var report = await python.StandardError.ReadToEndAsync(limit.Token);
        await python.WaitForExitAsync(limit.Token);

        Assert.True(python.ExitCode == 0, report);
        var skipped = report.Split('\n').Where(line => line.Contains("... skipped")).Select(line => line.Split(' ')[0]);
        Assert.Equal(s_notForCSharp.Order(), skipped.Order());
    }
}
