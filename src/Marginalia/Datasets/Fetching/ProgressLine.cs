namespace Marginalia.Datasets.Fetching;

/// <summary>
/// Bytes done, with rate and time left: <c>train.zip  43% [####      ] 1.2 GB of 2.8 GB  11 MB/s  2:20 left</c>. A terminal shows one line that is
/// written over; anything else gets a line every half minute. May be used from several threads.
/// </summary>
sealed class ProgressLine(long total, FetchSettings settings)
{
    const int Cells = 20;
    static readonly TimeSpan window = TimeSpan.FromSeconds(10);
    readonly Lock gate = new();
    readonly Queue<(TimeSpan Time, long Done)> samples = new();
    readonly long start = settings.Clock.GetTimestamp();
    TimeSpan? shown;
    long done;
    int width;

    /// <summary>What is being done.</summary>
    public string Label { get; set; } = "";

    /// <summary>Moves on by that many bytes; <paramref name="had"/> means that they were there before and say nothing about the rate.</summary>
    public void Add(long bytes, bool had = false)
    {
        lock (gate)
        {
            done += bytes;
            if (had)
                samples.Clear();
            Show();
        }
    }

    /// <summary>Ends the line, so that other text can follow.</summary>
    public void Clear()
    {
        lock (gate)
        {
            if (width > 0)
                settings.Error.Write("\r" + new string(' ', width) + "\r");
            width = 0;
            shown = null;
        }
    }

    void Show()
    {
        var now = settings.Clock.GetElapsedTime(start);
        samples.Enqueue((now, done));
        while (samples.Count > 2 && now - samples.Peek().Time > window)
            samples.Dequeue();
        if (now - shown < (settings.Terminal ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(30)))
            return;
        bool first = shown is null;
        shown = now;
        if (!settings.Terminal)
        {
            if (!first)
                settings.Error.WriteLine(Text(now, bar: false));
            return;
        }

        string text = Text(now, bar: true);
        settings.Error.Write("\r" + text.PadRight(width));
        width = Math.Max(width, text.Length);
    }

    string Text(TimeSpan now, bool bar)
    {
        var (time, from) = samples.Peek();
        double rate = (done - from) / Math.Max((now - time).TotalSeconds, 1e-3);
        string speed = rate > 0 ? $"  {Bytes(rate)}/s" : "";
        if (total <= 0)
            return $"{Label}  {Bytes(done)}{speed}";
        double share = Math.Min(1, (double)done / total);
        string left = rate > 0 ? $"  {Duration((total - done) / rate)} left" : "";
        string cells = bar ? $" [{new string('#', (int)(share * Cells)).PadRight(Cells)}]" : "";
        return $"{Label} {Math.Floor(share * 100),3}%{cells} {Bytes(done)} of {Bytes(total)}{speed}{left}";
    }

    /// <summary>Bytes for people: 999 B, 1.2 kB, 34 MB.</summary>
    public static string Bytes(double bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        int unit = 0;
        for (; bytes >= 999.5 && unit < units.Length - 1; unit++)
            bytes /= 1000;
        return bytes < 9.95 && unit > 0 ? $"{bytes:0.0} {units[unit]}" : $"{bytes:0} {units[unit]}";
    }

    static string Duration(double seconds) => Math.Clamp(seconds, 0, 359_999) is var s && s >= 3600
        ? $"{(int)s / 3600}:{(int)s / 60 % 60:00}:{(int)s % 60:00}"
        : $"{(int)s / 60}:{(int)s % 60:00}";
}
