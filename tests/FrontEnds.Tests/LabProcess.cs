using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Marginalia.FrontEnds.Tests;

/// <summary>A running <c>kit lab</c> over a <see cref="SmallClone"/>, with Debian's Jupyter.</summary>
internal sealed class LabProcess : IAsyncDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    readonly Process process;
    readonly SmallClone clone;

    LabProcess(Process process, SmallClone clone, Uri address) => (this.process, this.clone, Address) = (process, clone, address);

    /// <summary>The address that it printed, with the token.</summary>
    public Uri Address { get; }

    /// <summary>The address of a page of the server, with the token.</summary>
    public Uri Page(string path) => new(Address, $"/{path}{Address.Query}");

    /// <summary>Starts it and waits for its address.</summary>
    public static async Task<LabProcess> Start(SmallClone clone, params string[] words)
    {
        var process = KitProcess.Start(clone.Root, ["lab", "--no-browser", .. words], variables: DebiansPrograms());
        var printed = new StringBuilder();
        using var limit = new CancellationTokenSource(Limit);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            printed.AppendLine(line);
            if (line.Trim().StartsWith("http", StringComparison.Ordinal)) return new(process, clone, new(line.Trim()));
        }
        throw new InvalidOperationException($"kit lab gave no address:\n{printed}\n{await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>The PATH without a Jupyter of somebody's own.</summary>
    public static Dictionary<string, string> DebiansPrograms() => new()
    {
        ["PATH"] = $"{Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory())}:/usr/bin:/bin",
        ["DISPLAY"] = "",
        ["WAYLAND_DISPLAY"] = "",
    };

    /// <summary>Ends it as a terminal does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> End()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>The command lines of processes that were started for the clone and are still there, once they had time to end.</summary>
    public async Task<IReadOnlyList<string>> Survivors()
    {
        var clock = Stopwatch.StartNew();
        string[] there;
        while ((there = [.. Started()]).Length > 0 && clock.Elapsed < TimeSpan.FromSeconds(20)) await Task.Delay(100);
        return there;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await End();
        process.Dispose();
    }

    IEnumerable<string> Started()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(path => char.IsDigit(Path.GetFileName(path)[0])))
        {
            string variables, words;
            try
            {
                (variables, words) = (File.ReadAllText($"{folder}/environ"), File.ReadAllText($"{folder}/cmdline"));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            if (variables.Split('\0').Contains(clone.Mark)) yield return words.Replace('\0', ' ');
        }
    }
}
