using System.Text;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Running;

namespace Marginalia.Kit.Running;

/// <summary>Writes what happens in a run for <see cref="RunEventReader"/>, each event at once.</summary>
internal sealed class RunEventWriter(Stream stream) : IRunObserver, IDisposable
{
    readonly BinaryWriter writer = new(new BufferedStream(stream, 1 << 16), Encoding.UTF8);
    readonly Lock gate = new();

    public void Dispose() => writer.Dispose();

    public void CellStarted(CellStart cell) => Send(RunEvent.CellStarted, () =>
    {
        writer.Write(cell.Number);
        writer.Write(cell.Of);
        writer.Write(cell.FirstLine);
    });

    public void StreamText(string name, string text) => Send(RunEvent.StreamText, () =>
    {
        writer.Write(name);
        writer.Write(text);
    });

    public void Displayed(MimeBundle bundle, string displayId, bool update) => Send(RunEvent.Displayed, () =>
    {
        Write(bundle);
        writer.Write(displayId);
        writer.Write(update);
    });

    public void Returned(MimeBundle bundle) => Send(RunEvent.Returned, () => Write(bundle));

    public void CellFinished(CellRun cell) => Send(RunEvent.CellFinished, () =>
    {
        writer.Write(cell.Number);
        writer.Write(cell.FirstLine);
        writer.Write(cell.Elapsed.Ticks);
        writer.Write(cell.ErrorExpected);
        writer.Write(cell.Error is not null);
        if (cell.Error is not { } error) return;
        writer.Write((int)error.Kind);
        writer.Write(error.Name);
        writer.Write(error.Value);
        writer.Write(error.Traceback.Count);
        foreach (var line in error.Traceback) writer.Write(line);
    });

    /// <summary>The run is over.</summary>
    public void Done(bool cancelled) => Send(RunEvent.Done, () => writer.Write(cancelled));

    /// <summary>The process is about to end, at the wish of something in it.</summary>
    public void Exiting(int exitCode) => Send(RunEvent.Exiting, () => writer.Write(exitCode));

    void Write(MimeBundle bundle)
    {
        writer.Write(bundle.Data.Count);
        foreach (var (mimeType, text) in bundle.Data)
        {
            writer.Write(mimeType);
            writer.Write(text);
        }
    }

    void Send(RunEvent kind, Action rest)
    {
        lock (gate)
        {
            writer.Write((byte)kind);
            rest();
            writer.Flush();
        }
    }
}
