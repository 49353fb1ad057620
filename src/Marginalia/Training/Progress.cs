namespace Marginalia.Training;

/// <summary>
/// A bar on the error stream: <c>train  40% |████      | 400/1000  12.3 it/s  3 s left</c>. It redraws in place by a carriage return, at most ten
/// times a second, and erases itself when disposed.
/// </summary>
public sealed class Progress : IDisposable
{
    private const int Cells = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly string name;
    private readonly long total;
    private readonly TextWriter writer;
    private readonly TimeProvider clock;
    private readonly long start;
    private TimeSpan? shown;
    private int width;

    /// <summary>Starts a bar; nothing is drawn before the first report.</summary>
    /// <param name="name">Label.</param>
    /// <param name="total">Steps that make 100 %, at least 1.</param>
    public Progress(string name, long total)
        : this(name, total, Console.Error, TimeProvider.System)
    {
    }

    internal Progress(string name, long total, TextWriter writer, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        (this.name, this.total, this.writer, this.clock, start) = (name, total, writer, clock, clock.GetTimestamp());
    }

    /// <summary>Tells how many steps are done.</summary>
    /// <param name="done">Steps.</param>
    /// <param name="waited">Time that was lost to waiting for data; its share is shown from half a per cent on.</param>
    public void Report(long done, TimeSpan waited = default)
    {
        var elapsed = clock.GetElapsedTime(start);
        if (done <= 0 || elapsed - shown < Pause)
            return;
        shown = elapsed;
        double fraction = Math.Min(1, (double)done / total);
        double rate = done / Math.Max(elapsed.TotalSeconds, 1e-9);
        int full = (int)(fraction * Cells);
        string data = waited / elapsed is >= 0.005 and var lost ? $"  {lost:0%} waiting for data" : "";
        Write($"{name} {fraction,4:0%} |{new string('█', full).PadRight(Cells)}| {done}/{total}  {rate:0.0} it/s  {(total - done) / rate:0} s left{data}");
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
