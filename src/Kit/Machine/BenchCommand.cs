using System.Diagnostics;

namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench</c>: hands over to tests/Benchmarks, which prints its table as it goes.</summary>
internal sealed class BenchCommand(Workspace workspace)
{
    /// <summary>Runs it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Run(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var program = Path.Combine(workspace.Build, "bin", "Benchmarks", "release", "Benchmarks.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. words]))!;
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return process.ExitCode;
    }
}
