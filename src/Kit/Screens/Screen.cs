using System.Text;

namespace Marginalia.Kit.Screens;

/// <summary>
/// Where text goes. On a terminal it can keep one live line at the bottom and use colours; elsewhere it is plain lines.
/// Not thread-safe: one writer at a time.
/// </summary>
internal sealed class Screen(TextWriter writer, bool live, bool colour, Func<int> width)
{
    const int PlainWidth = 100;
    bool statusShown;

    /// <summary>True when the text is seen on a terminal as it is written.</summary>
    public bool Live => live;

    /// <summary>Cells per line.</summary>
    public int Width => Math.Max(40, width());

    /// <summary>The process's standard output. It keeps its own stream, so a cell's Console redirection never catches it.</summary>
    public static Screen StandardOutput()
    {
        var live = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        var colour = live && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new(Utf8(Console.OpenStandardOutput()), live, colour, () => live ? Console.WindowWidth - 1 : PlainWidth);
    }

    /// <summary>A screen that writes plain text, 100 cells wide.</summary>
    public static Screen Plain(TextWriter writer) => new(writer, live: false, colour: false, () => PlainWidth);

    /// <summary>Writes one line, above the live line if there is one.</summary>
    public void Line(string text = "")
    {
        EraseStatus();
        writer.WriteLine(text);
    }

    /// <summary>Writes text without ending the line.</summary>
    public void Write(string text)
    {
        EraseStatus();
        writer.Write(text);
        writer.Flush();
    }

    /// <summary>Shows the live line (cut to the width), or nothing when this is not a terminal.</summary>
    public void Status(string text)
    {
        if (!live) return;
        statusShown = true;
        writer.Write($"\r{Dim(Cells.Cut(text, Width))}\x1b[K");
        writer.Flush();
    }

    /// <summary>Takes the live line away.</summary>
    public void EraseStatus()
    {
        if (!statusShown) return;
        statusShown = false;
        writer.Write("\r\x1b[K");
        writer.Flush();
    }

    public string Bold(string text) => Paint(text, "1");

    public string Dim(string text) => Paint(text, "2");

    public string Good(string text) => Paint(text, "32");

    public string Warn(string text) => Paint(text, "33");

    public string Bad(string text) => Paint(text, "31");

    public string Accent(string text) => Paint(text, "36");

    string Paint(string text, string code) => colour && text.Length > 0 ? $"\x1b[{code}m{text}\x1b[0m" : text;

    static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
}
