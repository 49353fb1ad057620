using System.Diagnostics;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Running;

namespace Marginalia.Kit.Running;

/// <summary>A child process that runs one notebook, as its parent sees it. It dies with its parent.</summary>
internal sealed class NotebookProcess : IDisposable
{
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(100), grace = new EngineOptions().AbandonAfter + TimeSpan.FromSeconds(3), toEnd = TimeSpan.FromSeconds(2);

    static readonly CellError interrupted = new(CellErrorKind.Interrupted, "Interrupted", "The cell was interrupted.", ["The cell was interrupted."]);

    readonly RunOrder order;
    readonly MemoryLimit limit;
    readonly Process process;
    readonly Stopwatch sinceStop = new(), ofCell = new();
    CellStart? running;
    CellError? killedFor;

    /// <summary>Starts it.</summary>
    /// <param name="order">What to run.</param>
    /// <param name="limit">How much memory it may use.</param>
    /// <param name="threads">How many threads native mathematics takes, unless the user has decided that.</param>
    public NotebookProcess(RunOrder order, MemoryLimit limit, int threads)
    {
        (this.order, this.limit) = (order, limit);
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(host, [typeof(NotebookProcess).Assembly.Location, NotebookChild.Word])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.TryAdd(MemoryLimit.Variable, limit.HeapLimit);
        if (threads < Environment.ProcessorCount) start.Environment.TryAdd("OMP_NUM_THREADS", $"{threads}");
        process = Process.Start(start)!;
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    /// <summary>Watches the run to its end, whatever that is.</summary>
    /// <param name="observer">Told what happens; a cell that ends with the process finishes with an error of kind <see cref="CellErrorKind.Ended"/>.</param>
    /// <param name="showError">Takes the lines that native code writes.</param>
    /// <param name="interruption">Interrupts the running cell and ends the run.</param>
    /// <returns>Whether the run was cancelled; and why the process ended, when that was outside of any cell.</returns>
    public async Task<(bool Cancelled, CellError? Problem)> Run(IRunObserver observer, Action<string> showError, CancellationToken interruption)
    {
        if (interruption.IsCancellationRequested) return (true, null); // before the child could begin
        var errors = new ErrorText();
        var readingErrors = OnThread(() => errors.Read(process.StandardError, showError));
        using var events = new RunEventReader(process.StandardOutput.BaseStream);
        var replaying = OnThread(() => events.Replay(new RunObservers(observer, new Watch(this))));
        try
        {
            order.Write(process.StandardInput.BaseStream);
            process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // it is gone already; what follows tells why
        }

        while (await Task.WhenAny(replaying, Task.Delay(look, CancellationToken.None)) != replaying) LookAfter(interruption);
        await replaying;
        await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay(toEnd, CancellationToken.None));
        Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        if (events.End.Done && process.ExitCode is 0 or > 128) return (events.End.Cancelled, null); // what fails after the last cell, fails no cell

        await Task.WhenAny(readingErrors, Task.Delay(toEnd, CancellationToken.None)); // a program that a cell started may hold it open
        var error = interruption.IsCancellationRequested ? interrupted : killedFor ?? ProcessDeath.Of(process.ExitCode, events.ExitCode, errors.LastWords);
        if (running is not { } cell) return (interruption.IsCancellationRequested, error);
        observer.CellFinished(new(cell.Number, cell.FirstLine, ofCell.Elapsed, error, ErrorExpected: false));
        return (interruption.IsCancellationRequested, null);
    }

    void LookAfter(CancellationToken interruption)
    {
        if (interruption.IsCancellationRequested && !sinceStop.IsRunning) Stop();
        var bytes = UsedMemory();
        if (bytes > limit.Bytes) End(ProcessDeath.TooMuchMemory(bytes, limit));
        else if (running is { } cell && ofCell.Elapsed > order.Timeout + grace) End(ProcessDeath.TooMuchTime(cell.Number, order.Timeout!.Value));
        else if (sinceStop.Elapsed > grace) Kill();
    }

    long UsedMemory()
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (InvalidOperationException) // it has just ended
        {
            return 0;
        }
    }

    void Stop()
    {
        sinceStop.Start();
        try
        {
            process.StandardInput.BaseStream.WriteByte(0);
            process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // it is gone already
        }
    }

    void End(CellError error)
    {
        killedFor ??= error;
        Kill();
    }

    void Kill()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }

    static Task OnThread(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Knows which cell runs, and for how long.</summary>
    sealed class Watch(NotebookProcess owner) : IRunObserver
    {
        public void CellStarted(CellStart cell)
        {
            owner.ofCell.Restart();
            owner.running = cell;
        }

        public void CellFinished(CellRun cell) => owner.running = null;
    }
}
