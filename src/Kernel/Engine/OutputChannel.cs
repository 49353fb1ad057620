using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Engine;

/// <summary>One cell's way out: what the cell shows goes into its engine's queue, under the cell's own sink.</summary>
/// <param name="queue">The engine's queue.</param>
/// <param name="sink">Receives the cell's output.</param>
internal sealed class OutputChannel(OutputQueue queue, IOutputSink sink)
{
    /// <summary>Console text. A cell that writes faster than the sink reads is slowed down.</summary>
    public void Write(string stream, string text) => queue.Write(sink, stream, text);

    /// <summary>A shown value that nothing will replace.</summary>
    public void Display(MimeBundle bundle) => Display(bundle, Guid.NewGuid().ToString("N"), update: false);

    public void Display(MimeBundle bundle, string displayId, bool update) => queue.Post(sink, to => to.Display(bundle, displayId, update));

    public void Result(MimeBundle bundle) => queue.Post(sink, to => to.Result(bundle));

    /// <summary>Waits until what has been shown so far is delivered.</summary>
    public void Flush() => queue.Flush();

    /// <summary>A line of input, once the sink has everything that came before. The calling thread may be interrupted.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    public string? ReadLine(string prompt = "", bool password = false)
    {
        Flush();
        return sink.ReadLine(prompt, password);
    }
}
