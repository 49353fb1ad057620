using System.Text.Json.Nodes;
using Marginalia.Kernel.Jupyter;

namespace Marginalia.Kernel.Tests.Jupyter;

/// <summary>A kernel in this process, on sockets in a temporary folder.</summary>
public sealed class RunningKernel : IDisposable
{
    static readonly TimeSpan s_end = TimeSpan.FromSeconds(30);

    readonly TemporaryFolder _folder = new();
    readonly StringWriter _log = new();
    readonly JupyterKernel _kernel;
    readonly Thread _thread;

    public RunningKernel() : this("0123456789abcdef")
    {
    }

    RunningKernel(string key)
    {
        Connection = new()
        {
            ["transport"] = "ipc",
            ["ip"] = _folder["k"],
            ["shell_port"] = 1,
            ["iopub_port"] = 2,
            ["stdin_port"] = 3,
            ["control_port"] = 4,
            ["hb_port"] = 5,
            ["key"] = key,
            ["signature_scheme"] = "hmac-sha256",
            ["kernel_name"] = "marginalia",
        };
        _kernel = new(_folder.Write("connection.json", Connection.ToJsonString()), TextWriter.Synchronized(_log));
        _thread = new(_kernel.Run);
        _thread.Start();
    }

    public static RunningKernel WithKey(string key) => new(key);

    public JsonObject Connection { get; }

    /// <summary>What it has logged.</summary>
    public string Log => _log.ToString();

    public TestClient Connect(string name = "") => new(Connection, name);

    /// <summary>Waits until it has ended by itself.</summary>
    public void AwaitEnd() => Assert.True(_thread.Join(s_end), "the kernel did not end");

    public void Dispose()
    {
        _kernel.Stop();
        AwaitEnd();
        _kernel.Dispose();
        _folder.Dispose();
    }
}
