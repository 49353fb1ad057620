using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Benchmarks.Kernel;

/// <summary>A kernel process, from its start.</summary>
sealed class KernelUnderTest : IDisposable
{
    readonly Process process;
    readonly string file = Path.GetTempFileName();
    readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="kit">Path of the command line's assembly.</param>
    public KernelUnderTest(string kit)
    {
        var ports = FreePorts(5);
        File.WriteAllText(file, new JsonObject
        {
            ["transport"] = "tcp", ["ip"] = "127.0.0.1", ["key"] = "bench", ["signature_scheme"] = "hmac-sha256",
            ["shell_port"] = ports[0], ["iopub_port"] = ports[1], ["stdin_port"] = ports[2], ["control_port"] = ports[3], ["hb_port"] = ports[4],
        }.ToJsonString());
        clock.Restart();
        process = Process.Start("dotnet", [kit, "kernel", "start", file]);
        Client = new(ConnectionFile.Read(file));
        Client.Ask("kernel_info_request", []);
        Start = Now;
    }

    public KernelClient Client { get; }

    /// <summary>What the start took.</summary>
    public Cost Start { get; }

    /// <summary>Resident memory, in MB.</summary>
    public double Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>What some work costs.</summary>
    public Cost Measure(Action work)
    {
        var before = Now;
        work();
        return Now - before;
    }

    public void Dispose()
    {
        Client.Ask("shutdown_request", new() { ["restart"] = false });
        Client.Dispose();
        process.WaitForExit();
        process.Dispose();
        File.Delete(file);
    }

    Cost Now
    {
        get
        {
            process.Refresh();
            return new(clock.Elapsed.TotalMilliseconds, process.TotalProcessorTime.TotalMilliseconds);
        }
    }

    static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (var listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}

/// <summary>Milliseconds on the wall and of the kernel's processor time.</summary>
readonly record struct Cost(double Wall, double Processor)
{
    public static Cost operator -(Cost a, Cost b) => new(a.Wall - b.Wall, a.Processor - b.Processor);

    public static Cost operator /(Cost a, double b) => new(a.Wall / b, a.Processor / b);

    /// <summary>The medians of both.</summary>
    public static Cost Median(IEnumerable<Cost> costs)
    {
        var all = costs.ToArray();
        return new(Comparison.Median(all.Select(cost => cost.Wall)), Comparison.Median(all.Select(cost => cost.Processor)));
    }
}
