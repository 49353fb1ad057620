using System.Net;
using System.Net.Sockets;
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

    RunningKernel(string key, bool tcp = false)
    {
        var ports = tcp ? FreePorts() : [1, 2, 3, 4, 5];
        Connection = new()
        {
            ["transport"] = tcp ? "tcp" : "ipc",
            ["ip"] = tcp ? "127.0.0.1" : _folder["k"],
            ["shell_port"] = ports[0],
            ["iopub_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["control_port"] = ports[3],
            ["hb_port"] = ports[4],
            ["key"] = key,
            ["signature_scheme"] = "hmac-sha256",
            ["kernel_name"] = "marginalia",
        };
        _kernel = new(_folder.Write("connection.json", Connection.ToJsonString()), TextWriter.Synchronized(_log));
        _thread = new(_kernel.Run);
        _thread.Start();
    }

    public static RunningKernel WithKey(string key) => new(key);

    public static RunningKernel OverTcp() => new("0123456789abcdef", tcp: true);

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

    static int[] FreePorts()
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (var listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
