using System.Diagnostics;

namespace Marginalia.Kit.Jupyter;

/// <summary>A process of jupyter-lab or jupyter-notebook, with a session of its own, so that Ctrl-C reaches it through kit alone.</summary>
/// <param name="program">Full path.</param>
/// <param name="root">The folder that it shows.</param>
/// <param name="runtime">An empty folder for its runtime files and its log.</param>
/// <param name="variables">Added to the environment.</param>
internal sealed class JupyterServer(string program, string root, string runtime, IReadOnlyDictionary<string, string> variables) : IAsyncDisposable
{
    static readonly TimeSpan Politeness = TimeSpan.FromSeconds(20);

    readonly string log = Path.Combine(runtime, "server.log");
    readonly bool isLab = Path.GetFileName(program) == "jupyter-lab";
    Process? process;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <returns>The address to open.</returns>
    /// <exception cref="IOException">It ended, or would be open to others; the message says what it printed.</exception>
    public async Task<Uri> Start(string? notebook, int? port, bool browser, CancellationToken cancellation)
    {
        string[] words =
        [
            program, .. notebook is null ? (string[])[] : [notebook], $"--notebook-dir={root}", "--ip=127.0.0.1", $"--MultiKernelManager.default_kernel_name={KernelSpec.Name}",
            .. port is { } number ? (string[])[$"--port={number}", "--port-retries=0"] : [],
            .. browser ? (string[])[] : ["--no-browser"],
            .. Environment.IsPrivilegedProcess ? (string[])["--allow-root"] : [],
        ];
        var start = new ProcessStartInfo("sh", ["-c", "exec setsid \"$@\" >\"$0\" 2>&1 </dev/null", log, .. words]) { WorkingDirectory = root };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        process = Process.Start(start)!;

        ServerInfo? info;
        while ((info = ServerInfo.Read(runtime)) is null)
        {
            if (process.HasExited) throw new IOException($"{program} did not start; it printed:\n{Log()}");
            await Task.Delay(50, cancellation);
        }
        if (!info.IsPrivate) throw new IOException($"{program} listens on '{info.Host}' {(info.Token.Length == 0 ? "without a token" : "")}, through some configuration of this machine, and was ended: only 127.0.0.1 with a token will do");
        var home = isLab ? "lab" : "tree";
        return info.Address(notebook is null ? home : $"{(isLab ? "lab/tree" : "notebooks")}/{Path.GetRelativePath(root, notebook)}");
    }

    /// <summary>Waits until it ends by itself or the token is cancelled.</summary>
    /// <returns>0, or 1 when it failed: the end of its log is on the error output then.</returns>
    public async Task<int> WaitForEnd(CancellationToken cancellation)
    {
        try
        {
            await process!.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        if (process.ExitCode == 0) return 0;
        await Console.Error.WriteLineAsync($"kit: {program} ended with exit code {process.ExitCode}; it printed:\n{Log()}");
        return 1;
    }

    /// <summary>Ends it and its kernels: asks first, then insists.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is not { HasExited: false }) return;
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        using var patience = new CancellationTokenSource(Politeness);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    string Log() => string.Join('\n', File.ReadAllLines(log).TakeLast(15));
}
