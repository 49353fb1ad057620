using System.Diagnostics;

namespace Marginalia.Tests.Shared;

/// <summary>Runs the built command line the way a user's shell does, with its output captured (so: not a terminal).</summary>
internal static class KitProcess
{
    /// <summary>The assembly under test, copied beside the tests.</summary>
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "kit.dll");

    /// <summary>Runs <c>kit WORDS</c> to its end.</summary>
    /// <exception cref="TimeoutException">It took longer than the limit and was killed.</exception>
    public static async Task<KitResult> Run(string folder, IReadOnlyList<string> words, string? root = null, TimeSpan? limit = null, Dictionary<string, string>? variables = null)
    {
        using var process = Start(folder, words, root, variables);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(limit ?? TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"kit {string.Join(' ', words)} did not end in time. It printed:\n{await output}\n{await error}");
        }

        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts <c>kit WORDS</c> and leaves it running.</summary>
    public static Process Start(string folder, IReadOnlyList<string> words, string? root = null, Dictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MARGINALIA_ROOT"] = root ?? folder;
        foreach (var (name, value) in variables ?? []) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        process.StandardInput.Close();
        return process;
    }
}

/// <summary>What a finished kit process left.</summary>
internal sealed record KitResult(int ExitCode, string Output, string Error);
