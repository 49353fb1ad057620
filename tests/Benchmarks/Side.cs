using System.Diagnostics;

namespace Marginalia.Benchmarks;

/// <summary>A worker process that is asked for one thing after the other: a line of words between tabs, and a line as the answer.</summary>
sealed class Side : IDisposable
{
    readonly Process process;

    /// <param name="program">What to start.</param>
    /// <param name="arguments">Its words.</param>
    /// <param name="threads">Threads of its BLAS.</param>
    /// <param name="onCores">Whether it is kept on as many cores.</param>
    internal Side(string program, string[] arguments, int threads, bool onCores)
    {
        if (onCores) (program, arguments) = ("taskset", ["--cpu-list", $"0-{threads - 1}", program, .. arguments]);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OPENBLAS_NUM_THREADS"] = $"{threads}"; // libtorch does not govern OpenBLAS's own threads
        process = Process.Start(start)!;
        Version = Answer();
    }

    /// <summary>The version of torch there.</summary>
    internal string Version { get; }

    /// <summary>The worker of these benchmarks in C#.</summary>
    internal static Side Ours(string worker, int threads, bool onCores = false) => new("dotnet", [Environment.GetCommandLineArgs()[0], worker, $"{threads}"], threads, onCores);

    /// <summary>A script for PyTorch on the same libtorch.</summary>
    internal static Side Theirs(string script, int threads, bool onCores = false) => new(
        Environment.GetEnvironmentVariable("MARGINALIA_PYTHON") is { Length: > 0 } python ? python : "/usr/bin/python3",
        [Path.Combine(AppContext.BaseDirectory, script), $"{threads}"], threads, onCores);

    internal string[] Ask(params string[] words)
    {
        process.StandardInput.WriteLine(string.Join('\t', words));
        return Answer().Split('\t');
    }

    string Answer() => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended without an answer.");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
