using System.Diagnostics;
using System.Runtime.InteropServices;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Running;

namespace Marginalia.Kit.Running;

/// <summary>The process that runs one notebook's cells: takes its <see cref="RunOrder"/> from standard input, tells what happens on standard output.</summary>
internal static class NotebookChild
{
    /// <summary>The word that makes kit such a process; nobody types it.</summary>
    public const string Word = "run-child";

    static readonly TimeSpan flushing = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the notebook of the order.</summary>
    /// <returns>Always 0; how the run went is told.</returns>
    public static int Run()
    {
        var (input, output) = PrivateStreams.Take();
        Environment.SetEnvironmentVariable(MemoryLimit.Variable, null); // is for this process, not for the programs that cells start
        var order = RunOrder.Read(input);
        using var events = new RunEventWriter(output);
        var stop = new CancellationTokenSource(); // never disposed: the thread below uses it to the end
        new Thread(() => Listen(input, stop)) { IsBackground = true, Name = "parent" }.Start();
        using var terminal = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true); // the parent decides what Ctrl-C means
        var done = false;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (done) return;
            Thread.Sleep(flushing); // what the cell has shown so far is still on its way
            events.Exiting(Environment.ExitCode);
        };

        var options = new RunOptions { CellTimeout = order.Timeout, WorkingFolder = order.Folder, Engine = new() { BatchTime = TimeSpan.Zero } };
        var result = new NotebookRunner(options).RunPrepared(Notebook.Parse(order.Notebook), events, stop.Token);
        done = true;
        events.Done(result.Cancelled);
        return 0;
    }

    // A byte asks to stop; the end of the stream means that the parent is gone.
    static void Listen(FileStream input, CancellationTokenSource stop)
    {
        while (input.ReadByte() >= 0) stop.Cancel();
        Process.GetCurrentProcess().Kill();
    }
}
