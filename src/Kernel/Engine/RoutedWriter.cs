using System.Text;

namespace Marginalia.Kernel.Engine;

/// <summary>A console stream that follows the calling code: a cell's output goes to its engine, the rest to <paramref name="real"/>.</summary>
internal sealed class RoutedWriter(string stream, TextWriter real) : TextWriter
{
    public override Encoding Encoding => real.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        if (CellContext.Current is { } cell)
            cell.Output.Write(stream, value ?? "");
        else
            real.Write(value);
    }

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush()
    {
        if (CellContext.Current is null)
            real.Flush();
    }
}
