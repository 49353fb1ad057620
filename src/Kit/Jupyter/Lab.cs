using System.Runtime.InteropServices;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Machine;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Jupyter;

/// <summary>
/// A sitting with the notebooks in Jupyter. All that Jupyter keeps (kernels, settings, signatures of trusted notebooks) is in
/// <c>artifacts/lab</c>, so nothing outside the clone changes; kernels and extensions of the user's own are found as well.
/// </summary>
internal sealed class Lab(Workspace workspace, Screen screen)
{
    const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly string folder = Path.Combine(workspace.Artifacts, "lab");

    /// <summary>Runs Jupyter until it ends or is interrupted.</summary>
    /// <param name="notebook">Full path of the notebook to show; the folder of notebooks for null.</param>
    /// <param name="port">The port; null for one that is free.</param>
    /// <param name="browser">Whether to open the browser.</param>
    /// <param name="interruption">Ends it.</param>
    /// <returns>0 when Jupyter ended as the user wished, else 1.</returns>
    public async Task<int> Run(string? notebook, int? port, bool browser, CancellationToken interruption)
    {
        var program = ProgramPath.Find("jupyter-lab") ?? ProgramPath.Find("jupyter-notebook")
            ?? throw new UsageError("there is neither jupyter-lab nor jupyter-notebook on the PATH", "sudo apt-get install jupyter-notebook");
        if (port is { } wanted && !LoopbackPort.IsFree(wanted)) throw new UsageError($"port {wanted} is in use", "choose another one, or leave --port out");

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            ending.Cancel();
        });
        var sitting = Path.Combine(folder, $"{Environment.ProcessId}");
        CreatePrivate(sitting);
        try
        {
            Register();
            await using var server = new JupyterServer(program, Root(notebook), sitting, Variables(sitting));
            var url = await server.Start(notebook, port, browser, ending.Token);
            Greet(program, url);
            return await server.WaitForEnd(ending.Token);
        }
        finally
        {
            Directory.Delete(sitting, recursive: true);
        }
    }

    static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OnlyMine);
    }

    void Greet(string program, Uri url)
    {
        screen.Line($"{(program.EndsWith("lab", StringComparison.Ordinal) ? "JupyterLab" : "Jupyter Notebook")} with the kernel C# (Marginalia); Ctrl-C ends it.");
        screen.Line($"    {url}");
    }

    // The folder that Jupyter shows: all notebooks, or where the notebook lies.
    string Root(string? notebook) =>
        notebook is null || notebook.StartsWith(workspace.Notebooks + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? workspace.Notebooks : Path.GetDirectoryName(notebook)!;

    void Register()
    {
        foreach (var name in (string[])[KernelSpec.Name, KernelSpec.OldName])
            new KernelFolder(Data, name).Install(KernelSpec.Of(workspace, name));
    }

    string Data => Path.Combine(folder, "data");

    Dictionary<string, string> Variables(string sitting) => new()
    {
        ["JUPYTER_DATA_DIR"] = Data,
        ["JUPYTER_CONFIG_DIR"] = Path.Combine(folder, "config"),
        ["JUPYTER_RUNTIME_DIR"] = sitting,
        ["JUPYTER_PATH"] = string.Join(Path.PathSeparator, (string[])[Data, JupyterPaths.UserData(), .. Given("JUPYTER_PATH")]),
    };

    static string[] Given(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? [value] : [];
}
