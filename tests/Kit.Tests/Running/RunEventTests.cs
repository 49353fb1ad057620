using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Running;
using Marginalia.Kit.Running;

namespace Marginalia.Kit.Tests.Running;

public class RunEventTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        using var stream = new MemoryStream();
        using var writer = new RunEventWriter(stream);
        WriteOneOfEach(writer);
        writer.Exiting(3);
        writer.Done(cancelled: true);

        var (observer, reader) = Read(stream.ToArray());

        var expected = new Recorder();
        WriteOneOfEach(expected);
        Assert.Equal(expected.Events, observer.Events);
        Assert.Equal(((true, true), 3), (reader.End, reader.ExitCode));
    }

    [Fact]
    public void A_stream_that_ends_anywhere_is_read_as_far_as_it_goes()
    {
        using var stream = new MemoryStream();
        using var writer = new RunEventWriter(stream);
        WriteOneOfEach(writer);
        var bytes = stream.ToArray();
        var all = Read(bytes).Observer.Events;
        for (var length = 0; length < bytes.Length; length++)
        {
            var (observer, reader) = Read(bytes[..length]);
            Assert.Equal(all.Take(observer.Events.Count), observer.Events);
            Assert.False(reader.End.Done);
        }
    }

    [Fact]
    public void An_order_is_read_as_it_was_written()
    {
        foreach (var order in (RunOrder[])[new("{}", "/folder", null), new("{\"a\": \"ä\"}", "", TimeSpan.FromSeconds(0.5))])
        {
            using var stream = new MemoryStream();
            order.Write(stream);
            stream.Position = 0;
            Assert.Equal(order, RunOrder.Read(stream));
        }
    }

    static void WriteOneOfEach(IRunObserver to)
    {
        to.CellStarted(new(1, 2, "x"));
        to.StreamText("stdout", "ä\r\n");
        to.Displayed(new(new Dictionary<string, string> { ["text/html"] = "<b>", ["text/plain"] = "b" }), "id", update: true);
        to.Returned(MimeBundle.Of("text/plain", "1"));
        to.CellFinished(new(1, "x", TimeSpan.FromSeconds(1.5), null, ErrorExpected: true));
        to.CellFinished(new(2, "y", TimeSpan.Zero, new(CellErrorKind.Compilation, "name", "value", ["one", "two"]), ErrorExpected: false));
    }

    static (Recorder Observer, RunEventReader Reader) Read(byte[] bytes)
    {
        var (observer, reader) = (new Recorder(), new RunEventReader(new MemoryStream(bytes)));
        reader.Replay(observer);
        return (observer, reader);
    }

    sealed class Recorder : IRunObserver
    {
        public List<string> Events { get; } = [];

        public void CellStarted(CellStart cell) => Events.Add($"{cell}");

        public void StreamText(string name, string text) => Events.Add($"{name} {text}");

        public void Displayed(MimeBundle bundle, string displayId, bool update) => Events.Add($"{displayId} {update} {string.Join(' ', bundle.Data)}");

        public void Returned(MimeBundle bundle) => Events.Add(string.Join(' ', bundle.Data));

        public void CellFinished(CellRun cell) => Events.Add($"{cell with { Error = null }} {cell.Error?.Kind} {cell.Error?.Name} {cell.Error?.Value} {string.Join('|', cell.Error?.Traceback ?? [])}");
    }
}
