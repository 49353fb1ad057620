using System.Text;

namespace Marginalia.Kit.Screens;

/// <summary>
/// Turns streamed text into finished lines the way a terminal does: <c>\r</c> goes back to the start of the line, and what
/// follows overwrites. A progress bar that erases itself therefore leaves nothing behind.
/// </summary>
internal sealed class LineBuffer
{
    readonly StringBuilder line = new();
    int column;

    /// <summary>The unfinished line as it would be seen now.</summary>
    public string Pending => line.ToString().TrimEnd();

    /// <summary>Takes text and returns the lines that it finished.</summary>
    public IReadOnlyList<string> Append(string text)
    {
        List<string> finished = [];
        foreach (var c in text)
        {
            if (c == '\n')
            {
                finished.Add(Pending);
                Clear();
            }
            else if (c == '\r') column = 0;
            else if (c == '\b') column = Math.Max(0, column - 1);
            else Put(c);
        }

        return finished;
    }

    /// <summary>Forgets the unfinished line.</summary>
    public void Clear()
    {
        line.Clear();
        column = 0;
    }

    void Put(char c)
    {
        if (column < line.Length) line[column] = c;
        else line.Append(c);
        column++;
    }
}
