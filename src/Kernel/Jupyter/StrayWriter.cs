using System.Text;
using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Jupyter;

/// <summary>Console text that no cell can be named for goes to the cell that ran last; before there is one, to <paramref name="real"/>.</summary>
internal sealed class StrayWriter(string stream, TextWriter real, NotebookEngine engine) : TextWriter
{
    public override Encoding Encoding => real.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        if (engine.LastOutput is { } output)
            output.Write(stream, value ?? "");
        else
            real.Write(value);
    }

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => real.Flush();
}
