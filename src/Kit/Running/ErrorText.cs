using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Running;

/// <summary>
/// What a child process writes to standard error: from native code while it runs, which is shown, and the last words of the .NET
/// runtime when it dies, which are kept.
/// </summary>
internal sealed class ErrorText
{
    const int MostLines = 1000, MostCharacters = 1000;
    static readonly string[] deaths = ["Unhandled exception.", "Stack overflow.", "Process terminated.", "Fatal error.", "Out of memory."];

    readonly List<string> lastWords = [];

    /// <summary>The runtime's last words, line by line; empty when it said none.</summary>
    public IReadOnlyList<string> LastWords => lastWords;

    /// <summary>Reads to the end of the stream, which may be long and hold lines without end.</summary>
    /// <param name="reader">The child's standard error.</param>
    /// <param name="show">Takes the lines of native code.</param>
    public void Read(TextReader reader, Action<string> show)
    {
        var (line, buffer) = (new LineBuffer(), new char[4096]);
        for (int count; (count = reader.Read(buffer)) > 0;)
        {
            foreach (var text in line.Append(new string(buffer, 0, count))) Take(text);
            if (line.Pending.Length < MostCharacters) continue;
            Take(line.Pending);
            line.Clear();
        }

        if (line.Pending.Length > 0) Take(line.Pending);

        void Take(string text)
        {
            if (lastWords.Count == 0 && !deaths.Any(death => text.StartsWith(death, StringComparison.Ordinal))) show(text);
            else if (lastWords.Count < MostLines) lastWords.Add(Cells.Clean(text).TrimEnd());
        }
    }
}
