using System.Globalization;
using System.Runtime.InteropServices;

namespace Marginalia.Kernel.Jupyter;

/// <summary>Notices that the process which started this one is gone, so that no kernel outlives its Jupyter.</summary>
internal static partial class ParentWatch
{
    const int NoSuchProcess = 3;
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    /// <summary>Looks every second, on a thread of its own; calls <paramref name="gone"/> once. A process that was started by the system itself has no parent to lose.</summary>
    public static void Start(Action gone)
    {
        if (OperatingSystem.IsWindows())
            return; // there Jupyter ends what it started
        var parent = ParentId();
        var announced = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), CultureInfo.InvariantCulture, out var id) && id > 1 && id != parent ? id : 0;
        if (parent <= 1 && announced == 0)
            return;
        new Thread(() =>
        {
            while ((parent <= 1 || ParentId() == parent) && (announced == 0 || IsThere(announced)))
                Thread.Sleep(s_every);
            gone();
        })
        { IsBackground = true, Name = "parent watch" }.Start();
    }

    static bool IsThere(int process) => Signal(process, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
