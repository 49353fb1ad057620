using System.Runtime.InteropServices;

namespace Marginalia.Kit.Running;

/// <summary>
/// Turns Ctrl-C and a polite kill into cancellation. The second one ends the process at once, for work that does not let go.
/// </summary>
internal sealed class Interruption : IDisposable
{
    readonly CancellationTokenSource source = new();
    readonly PosixSignalRegistration[] registrations;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, 143)),
    ];

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>What a shell expects of a process that ended through the signal; 0 as long as there was none.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    void Stop(PosixSignalContext signal, int exitCode)
    {
        signal.Cancel = true;
        if (ExitCode != 0) Environment.Exit(exitCode);
        ExitCode = exitCode;
        source.Cancel();
    }
}
