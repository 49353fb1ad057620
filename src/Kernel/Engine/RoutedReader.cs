namespace Marginalia.Kernel.Engine;

/// <summary>Console input that follows the calling code: a cell asks its engine's sink, the rest reads <paramref name="real"/>.</summary>
internal sealed class RoutedReader(TextReader real) : TextReader
{
    string _line = "";

    public override string? ReadLine()
    {
        if (CellContext.Current is not { } cell)
            return real.ReadLine();
        var line = _line.Length > 0 ? _line.TrimEnd('\n') : cell.Output.ReadLine();
        _line = "";
        return line;
    }

    public override int Read()
    {
        if (CellContext.Current is null)
            return real.Read();
        var next = Peek();
        _line = next < 0 ? "" : _line[1..];
        return next;
    }

    public override int Peek()
    {
        if (CellContext.Current is not { } cell)
            return real.Peek();
        if (_line.Length == 0 && cell.Output.ReadLine() is { } line)
            _line = line + "\n";
        return _line.Length == 0 ? -1 : _line[0];
    }
}
