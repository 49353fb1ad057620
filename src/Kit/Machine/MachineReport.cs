using System.Runtime.InteropServices;
using Marginalia.Kit.Screens;
using TorchSharp;

namespace Marginalia.Kit.Machine;

/// <summary>What this machine has, which torch is in use and why, and whether it computes. Nothing is installed or changed.</summary>
internal sealed class MachineReport(Workspace workspace, Screen screen)
{
    /// <summary>Shows it all.</summary>
    /// <returns>0 if torch computes, else 3.</returns>
    public int Show()
    {
        var provider = TorchProvider.Current;
        Show("torch", $"{provider.Name}: {provider.Why}");
        var works = provider.IsSystem ? ShowSystem() : ShowTorch();
        Show(".NET", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Split(" (")[0]}, {Environment.ProcessorCount} cores");
        foreach (var (tool, purpose, how) in Tools) Show(tool, ProgramPath.Find(tool) ?? $"not installed ({purpose}; {how})");
        Show("pages", Directory.Exists(Path.Combine(workspace.Artifacts, "web")) ? "plotly.js and KaTeX are there" : "plotly.js and KaTeX are fetched by the first ./kit run");
        screen.Line();
        screen.Line(works ? screen.Good("torch computes") : screen.Bad("torch does not compute") + (provider.IsSystem
            ? " yet: ./kit run notebooks/balancing/gradnorm.ipynb --quick makes the machine ready"
            : " with this package on this machine, see above; ./kit --torch System takes the machine's libtorch"));
        return works ? 0 : 3;
    }

    static (string Tool, string Purpose, string How)[] Tools =>
    [
        ("c++", "builds the native layer", "apt-get install g++"),
        ("cmake", "builds the native layer", "apt-get install cmake make"),
        ("jupyter", "notebooks in the browser", "./kit lab installs it"),
        ("chromium", "tests look at pages with it", "./kit test installs it"),
        ("shellcheck", "tests check the launcher with it", "./kit test installs it"),
        ("python3", "benchmarks compare with PyTorch", "./kit bench installs it"),
    ];

    bool ShowSystem()
    {
        var libtorch = Environment.GetEnvironmentVariable("MARGINALIA_LIBTORCH");
        Show("libtorch", string.IsNullOrEmpty(libtorch) ? "none found yet; looked at LIBTORCH and what was used last" : libtorch);
        var shim = Environment.GetEnvironmentVariable("MARGINALIA_TORCH");
        if (!File.Exists(shim))
        {
            Show("native layer", "not built yet for this libtorch");
            return false;
        }
        Show("native layer", workspace.Shown(shim));
        return ShowTorch();
    }

    /// <summary>Asks torch itself, with a sum that must come out right.</summary>
    bool ShowTorch()
    {
        try
        {
            using var ones = torch.ones(2, 2);
            using var sum = ones.matmul(ones).sum();
            Show("version", $"{torch.__version__}, {torch.get_num_threads()} threads, {(torch.cuda.is_available() ? "CUDA" : "no CUDA")}");
            return sum.ToSingle() == 8;
        }
        catch (Exception e) when (Innermost(e) is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or NotSupportedException)
        {
            Show("version", Innermost(e).Message);
            return false;
        }
    }

    static Exception Innermost(Exception e) => e is TypeInitializationException { InnerException: { } inner } ? Innermost(inner) : e;

    void Show(string name, string value) => screen.Line($"{name,-13} {value.Replace("\n", "\n              ")}");
}
