using Marginalia.Kit.Testing;

namespace Marginalia.Kit.Tests.Machine;

/// <summary>The program of tests/Benchmarks, which the commands <c>kit bench</c> start.</summary>
internal static class BenchProgram
{
    static readonly string Program = Path.Combine(Workspace.Find().Build, "bin", "Benchmarks", "release", "Benchmarks.dll");

    /// <summary>Runs it; where it is not built the test is skipped.</summary>
    public static Task<(int ExitCode, string Output)> Run(params string[] words)
    {
        if (!File.Exists(Program)) Assert.Skip("tests/Benchmarks is not built here");
        return ChildProcess.Run("dotnet", [Program, .. words], Path.GetTempPath(), TestContext.Current.CancellationToken);
    }
}
