using System.Diagnostics;
using System.Text;

namespace Marginalia.Kernel.Packages;

/// <summary>Runs <c>dotnet</c>, the one that this program runs on.</summary>
internal static class DotnetTool
{
    static readonly (string Name, string Value)[] s_environment =
    [
        ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en"),
        ("DOTNET_GENERATE_ASPNET_CERTIFICATE", "0"), ("MSBUILDDISABLENODEREUSE", "1"), ("MSBUILDTERMINALLOGGER", "off"),
    ];

    /// <summary>Runs it to its end and returns whether it succeeded, with what it printed.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="token">Ends it early, with the programs it started.</param>
    /// <exception cref="PackageException">It cannot be started, or has no SDK.</exception>
    public static (bool Succeeded, string Output) Run(string folder, IEnumerable<string> arguments, CancellationToken token)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.TryAdd("HOME", UserFolders.Home);
        foreach (var (name, value) in s_environment)
            start.Environment[name] = value;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name); // of a build that this program may have been started by

        using var process = Start(start);
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using (token.Register(() => process.Kill(entireProcessTree: true)))
            process.WaitForExit();
        token.ThrowIfCancellationRequested();
        var text = output.ToString();
        return text.Contains("No .NET SDKs were found", StringComparison.Ordinal)
            ? throw new PackageException($"the .NET SDK is needed for this, and {Program} has none; install it (dotnet-sdk-{Environment.Version.Major}.0)")
            : (process.ExitCode == 0, text);

        void Append(string? line)
        {
            lock (output)
                output.Append(line).Append('\n');
        }
    }

    static string Program
    {
        get
        {
            var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
            var beside = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", name));
            return File.Exists(beside) ? beside : name;
        }
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new PackageException($"{start.FileName} cannot be started: {error.Message}; the .NET SDK is needed for this");
        }
    }
}
