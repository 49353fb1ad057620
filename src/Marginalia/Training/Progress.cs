namespace Marginalia.Training;

/// <summary>
/// A bar on the error stream: <c>train  40% |████      | 400/1000  12.3 it/s  394 examples/s  3 s left</c>. It redraws in place by a carriage return, at most ten
/// times a second, and erases itself when disposed.
/// </summary>
public sealed class Progress : IDisposable
{
    private const int Cells = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly string name;
    private readonly long total, from;
    private readonly TextWriter writer;
    private readonly TimeProvider clock;
    private readonly long start;
    private TimeSpan? shown;
    private int width;

    /// <summary>Starts a bar; nothing is drawn before the first report.</summary>
    /// <param name="name">Label.</param>
    /// <param name="total">Steps that make 100 %, at least 1.</param>
    /// <param name="from">Steps that were done before, which say nothing about the speed.</param>
    public Progress(string name, long total, long from = 0)
        : this(name, total, Console.Error, TimeProvider.System, from)
    {
    }

    internal Progress(string name, long total, TextWriter writer, TimeProvider clock, long from = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        (this.name, this.total, this.from, this.writer, this.clock, start) = (name, total, from, writer, clock, clock.GetTimestamp());
    }

    /// <summary>Tells how many steps are done.</summary>
    /// <param name="done">Steps.</param>
    /// <param name="waited">Time that was lost to waiting for data; its share is shown from half a per cent on.</param>
    /// <param name="examples">Examples that were used since the bar began; 0 where nobody counts them.</param>
    public void Report(long done, TimeSpan waited = default, long examples = 0)
    {
        var elapsed = clock.GetElapsedTime(start);
        if (done <= from || elapsed - shown < Pause)
            return;
        shown = elapsed;
        double fraction = Math.Min(1, (double)done / total);
        double seconds = Math.Max(elapsed.TotalSeconds, 1e-9), rate = (done - from) / seconds;
        int full = (int)(fraction * Cells);
        string data = waited / elapsed is >= 0.005 and var lost ? $"  {lost:0%} waiting for data" : "";
        string speed = examples == 0 ? "" : $"  {examples / seconds:0} examples/s";
        Write($"{name} {fraction,4:0%} |{new string('█', full).PadRight(Cells)}| {done}/{total}  {rate:0.0} it/s{speed}  {(total - done) / rate:0} s left{data}");
    }

    /// <summary>Erases the bar.</summary>
    public void Dispose()
    {
        if (width == 0)
            return;
        writer.Write("\r" + new string(' ', width) + "\r");
        writer.Flush();
        width = 0;
    }

    private void Write(string line)
    {
        writer.Write("\r" + line.PadRight(width));
        writer.Flush();
        width = Math.Max(width, line.Length);
    }
}
