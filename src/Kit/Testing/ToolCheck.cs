using System.ComponentModel;
using System.Diagnostics;

namespace Marginalia.Kit.Testing;

/// <summary>A tool run over the sources; it counts as one test, skipped where the tool is not installed.</summary>
internal sealed class ToolCheck(string name, string program, IReadOnlyList<string> arguments, string hint, Workspace workspace) : Suite(name)
{
    /// <summary>
    /// The checks that follow the tests. The build enforces code style already (warnings are errors), so the format check looks at
    /// white space, which the compiler does not.
    /// </summary>
    public static IReadOnlyList<Suite> All(Workspace workspace) =>
    [
        new ToolCheck("format", "dotnet", ["format", "whitespace", ".", "--folder", "--verify-no-changes", "--exclude", "artifacts", "node_modules"],
            "dotnet format whitespace . --folder --exclude artifacts node_modules", workspace),
        new ToolCheck("launcher", "shellcheck", ["kit"], "apt-get install shellcheck", workspace),
    ];

    public override async Task<SuiteResult> Run(string? filter, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var (exitCode, output) = await ChildProcess.Run(program, arguments, workspace.Root, cancellation);
            return exitCode == 0
                ? new(1, 0, 0, clock.Elapsed, [], [])
                : SuiteResult.Broken(Name, $"{output.TrimEnd()}\n({program} ended with exit code {exitCode}; see {hint})", clock.Elapsed);
        }
        catch (Win32Exception)
        {
            return new(0, 0, 1, clock.Elapsed, [], [new(Name, $"{program} is not installed ({hint})")]);
        }
    }

    public override Task<IReadOnlyList<string>> List(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([$"{program} {string.Join(' ', arguments)}"]);
}
