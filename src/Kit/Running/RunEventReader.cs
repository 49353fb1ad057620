using System.Text;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Running;

namespace Marginalia.Kit.Running;

/// <summary>Reads what <see cref="RunEventWriter"/> wrote.</summary>
internal sealed class RunEventReader(Stream stream) : IDisposable
{
    readonly BinaryReader reader = new(new BufferedStream(stream, 1 << 16), Encoding.UTF8);

    /// <summary>Whether the run came to its own end, and then whether it was cancelled.</summary>
    public (bool Done, bool Cancelled) End { get; private set; }

    /// <summary>The exit code that something in the process asked for, or null.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose() => reader.Dispose();

    /// <summary>Tells the observer everything up to the end of the run, or of the stream, which a dying process may leave in the middle of an event.</summary>
    public void Replay(IRunObserver observer)
    {
        try
        {
            while (!End.Done) Next(observer);
        }
        catch (EndOfStreamException)
        {
            // End and ExitCode tell what is known
        }
    }

    void Next(IRunObserver observer)
    {
        switch ((RunEvent)reader.ReadByte())
        {
            case RunEvent.CellStarted:
                observer.CellStarted(new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadString()));
                break;
            case RunEvent.StreamText:
                observer.StreamText(reader.ReadString(), reader.ReadString());
                break;
            case RunEvent.Displayed:
                observer.Displayed(ReadBundle(), reader.ReadString(), reader.ReadBoolean());
                break;
            case RunEvent.Returned:
                observer.Returned(ReadBundle());
                break;
            case RunEvent.CellFinished:
                var (number, firstLine, elapsed, expected) = (reader.ReadInt32(), reader.ReadString(), new TimeSpan(reader.ReadInt64()), reader.ReadBoolean());
                observer.CellFinished(new(number, firstLine, elapsed, reader.ReadBoolean() ? ReadError() : null, expected));
                break;
            case RunEvent.Done:
                End = (true, reader.ReadBoolean());
                break;
            case RunEvent.Exiting:
                ExitCode = reader.ReadInt32();
                break;
            case var unknown:
                throw new InvalidDataException($"The process that runs the notebook sent an event of kind {unknown}, which does not exist.");
        }
    }

    MimeBundle ReadBundle()
    {
        Dictionary<string, string> data = [];
        for (var left = reader.ReadInt32(); left > 0; left--) data.Add(reader.ReadString(), reader.ReadString());
        return new(data);
    }

    CellError ReadError()
    {
        var (kind, name, value) = ((CellErrorKind)reader.ReadInt32(), reader.ReadString(), reader.ReadString());
        var traceback = new string[reader.ReadInt32()];
        for (var i = 0; i < traceback.Length; i++) traceback[i] = reader.ReadString();
        return new(kind, name, value, traceback);
    }
}
