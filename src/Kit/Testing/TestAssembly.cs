using System.Diagnostics;
using System.Xml;
using System.Xml.Linq;
using Marginalia.Kit.Machine;

namespace Marginalia.Kit.Testing;

/// <summary>A built xunit test project. It runs in its own process and reports through a file, so a crash is noticed and counted.</summary>
internal sealed class TestAssembly(string name, Workspace workspace) : Suite(name)
{
    const int LinesOfCrash = 60;

    readonly string assembly = Path.Combine(workspace.Build, "bin", name, "release", $"{name}.dll");
    readonly string logs = Path.Combine(workspace.Artifacts, "tests");

    /// <summary>One suite for each project folder under tests/ whose name ends in <c>.Tests</c>.</summary>
    public static IReadOnlyList<Suite> All(Workspace workspace) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(workspace.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Where(name => TorchProvider.Current.IsSystem || name != "Torch.Tests") // tests of src/Torch, which the packages replace
            .Order(StringComparer.Ordinal)
            .Select(name => new TestAssembly(name, workspace)),
    ];

    public override async Task<SuiteResult> Run(string? filter, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        if (!File.Exists(assembly)) return SuiteResult.Broken(Name, $"{workspace.Shown(assembly)} is missing; build it (./kit does), then test again.", clock.Elapsed);
        Directory.CreateDirectory(logs);
        var report = Path.Combine(logs, $"{Name}.xml");
        File.Delete(report);
        string[] selection = filter is null ? [] : ["-method", $"*{filter}*"];
        var (exitCode, output) = await ChildProcess.Run("dotnet", [assembly, "-xml", report, "-noColor", "-noLogo", .. selection], workspace.Root, cancellation);
        await File.WriteAllTextAsync(Path.Combine(logs, $"{Name}.log"), output, cancellation);
        return Judge(Name, exitCode, output, report, filter is not null) with { Time = clock.Elapsed };
    }

    public override async Task<IReadOnlyList<string>> List(CancellationToken cancellation)
    {
        if (!File.Exists(assembly)) throw new FileNotFoundException($"{workspace.Shown(assembly)} is missing; build it (./kit does), then list again.", assembly);
        var (exitCode, output) = await ChildProcess.Run("dotnet", [assembly, "-list", "methods", "-noColor", "-noLogo"], workspace.Root, cancellation);
        if (exitCode != 0) throw new InvalidOperationException($"{Name} cannot list its tests (exit code {exitCode}):\n{output}");
        return [.. output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
    }

    /// <summary>
    /// What a finished test process means. A crash, a missing or unreadable report, a failing exit code without a failed test, and a
    /// project without tests each count as one failed test.
    /// </summary>
    public static SuiteResult Judge(string name, int exitCode, string output, string reportPath, bool mayBeEmpty)
    {
        var tail = string.Join('\n', output.TrimEnd().Split('\n').TakeLast(LinesOfCrash));
        if (!File.Exists(reportPath)) return SuiteResult.Broken(name, $"It ended with exit code {exitCode} before it wrote its report. Its last lines:\n{tail}", default);
        SuiteResult result;
        try
        {
            result = XunitReport.Read(XDocument.Load(reportPath));
        }
        catch (Exception unreadable) when (unreadable is XmlException or FormatException)
        {
            return SuiteResult.Broken(name, $"Its report cannot be read ({unreadable.Message}); exit code {exitCode}. Its last lines:\n{tail}", default);
        }

        if (result.Failed == 0 && exitCode != 0)
            return result with { Failed = 1, Failures = [new(name, $"No test failed, yet it ended with exit code {exitCode}. Its last lines:\n{tail}")] };
        return result.Total == 0 && !mayBeEmpty ? SuiteResult.Broken(name, "It holds no test.", default) : result;
    }
}
