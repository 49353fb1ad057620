using System.Diagnostics;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Tests.Jupyter;

namespace Marginalia.Kit.Tests.Jupyter;

/// <summary>A kernel in a process of its own, started as Jupyter does.</summary>
internal sealed class StartedKernel : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    readonly TemporaryFolder _folder = new();

    public StartedKernel()
    {
        Connection = new() { ["transport"] = "ipc", ["ip"] = _folder["k"], ["key"] = "0123456789abcdef", ["signature_scheme"] = "hmac-sha256" };
        foreach (var (number, channel) in ((string[])["shell", "iopub", "stdin", "control", "hb"]).Index())
            Connection[$"{channel}_port"] = number + 1;
        File = _folder.Write("connection.json", Connection.ToJsonString());
        Process = KitProcess.Start(_folder.Path, ["kernel", "start", File]);
    }

    public JsonObject Connection { get; }

    /// <summary>The connection file.</summary>
    public string File { get; }

    public Process Process { get; }

    public TestClient Connect() => new(Connection);

    /// <summary>Sends a signal, by its name.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended; returns its exit code and what it printed.</summary>
    public KitResult End()
    {
        Assert.True(Process.WaitForExit(s_patience), "the kernel did not end");
        return new(Process.ExitCode, Process.StandardOutput.ReadToEnd(), Process.StandardError.ReadToEnd());
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.Dispose();
        _folder.Dispose();
    }
}
