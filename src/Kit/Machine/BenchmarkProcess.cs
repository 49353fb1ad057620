using System.Diagnostics;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Machine;

/// <summary>tests/Benchmarks, in a process of its own.</summary>
internal static class BenchmarkProcess
{
    /// <summary>Runs it with these words.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> Run(Session session, IEnumerable<string> words)
    {
        var program = Path.Combine(session.Workspace.Build, "bin", "Benchmarks", "release", "Benchmarks.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. words]))!;
        try
        {
            await process.WaitForExitAsync(session.Interruption);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return process.ExitCode;
    }
}
