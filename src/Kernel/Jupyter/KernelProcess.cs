using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Marginalia.Kernel.Jupyter;

/// <summary>A Jupyter kernel, protocol 5.4, as what this process is there for.</summary>
public static class KernelProcess
{
    /// <summary>
    /// Answers clients until one of them shuts the kernel down, the process is told to end, or the process that started it is gone.
    /// SIGINT interrupts the running cell. What goes wrong is logged on the error output, a line each.
    /// </summary>
    /// <param name="connectionFile">The file in which a client says where it expects the kernel.</param>
    /// <exception cref="IOException">The connection file makes no sense, an address cannot be had, or libzmq is missing; the message says what to do.</exception>
    public static void Run(string connectionFile)
    {
        using var kernel = new JupyterKernel(connectionFile, Console.Error);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Handle(signal, kernel.Interrupt));
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Handle(signal, kernel.Stop));
        ParentWatch.Start(kernel.Stop);

        // What reaches the console by ways that do not lead back to a cell is shown with the cell that ran last.
        Console.SetOut(new StrayWriter("stdout", Console.Out, kernel.Engine));
        Console.SetError(new StrayWriter("stderr", Console.Error, kernel.Engine));

        // An exception on a thread that a cell has left behind would end the process, and with it every variable.
        ExceptionHandling.SetUnhandledExceptionHandler(error =>
        {
            Console.Error.WriteLine($"Unhandled exception on a thread of its own: {error}");
            return true;
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => kernel.EndWithProcess();
        kernel.Run();
    }

    static void Handle(PosixSignalContext signal, Action action)
    {
        signal.Cancel = true;
        action();
    }
}
