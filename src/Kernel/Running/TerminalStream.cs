using System.Text;

namespace Marginalia.Kernel.Running;

/// <summary>
/// One console stream as a terminal shows it: a carriage return goes back to the start of the line, text overwrites text, escape
/// sequences erase. The stream's text lies in several outputs when displays or the other stream come between; each character
/// belongs to the output in which it was written last.
/// </summary>
internal sealed class TerminalStream
{
    const int LongestLine = 1 << 16;

    readonly Dictionary<int, StringBuilder> _outputs = [];
    readonly List<(char Character, string Style, int Output)> _line = [];
    readonly StringBuilder _escape = new();
    string _style = "";
    bool _rewritten;
    int _column, _output, _ended;

    /// <summary>Characters that a terminal would show.</summary>
    public int Length => _ended + _line.Count;

    /// <summary>The text that follows belongs to the output of this index.</summary>
    public void Begin(int output)
    {
        _output = output;
        _outputs[output] = new();
    }

    public void Write(string text)
    {
        foreach (var c in text)
            Write(c);
    }

    /// <summary>The text of one output, the unfinished line included.</summary>
    public string TextOf(int output)
    {
        var text = new StringBuilder().Append(_outputs[output]);
        foreach (var cell in Visible().Where(cell => cell.Output == output))
            text.Append(cell.Style).Append(cell.Character);
        return text.Append(output == _output ? _style : "").ToString();
    }

    void Write(char c)
    {
        if (_escape.Length > 0)
        {
            _escape.Append(c);
            if (_escape.Length == 2 ? c != '[' : c is >= '@' and <= '~')
                EndEscape();
            return;
        }
        switch (c)
        {
            case '\x1b':
                _escape.Append(c);
                break;
            case '\r':
                _column = 0;
                break;
            case '\b':
                _column = Math.Max(0, _column - 1);
                break;
            case '\n':
                EndLine();
                break;
            default:
                Put(c);
                break;
        }
    }

    void Put(char c)
    {
        _rewritten |= _column < _line.Count;
        var cell = (c, _style, _output);
        if (_column < _line.Count)
            _line[_column] = cell;
        else
            _line.Add(cell);
        _style = "";
        _column++;
        if (_column >= LongestLine)
            Settle(); // a line without end must not stay in memory as single characters
    }

    void EndLine()
    {
        Settle();
        _outputs[_output].Append(_style).Append('\n');
        _ended++;
        _style = "";
    }

    /// <summary>The line so far can no longer be rewritten.</summary>
    void Settle()
    {
        foreach (var (character, style, output) in Visible())
        {
            _outputs[output].Append(style).Append(character);
            _ended += style.Length + 1;
        }
        _line.Clear();
        _column = 0;
        _rewritten = false;
    }

    /// <summary>The line without the blanks that an erasing program leaves at its end.</summary>
    IEnumerable<(char Character, string Style, int Output)> Visible()
    {
        var length = _line.Count;
        while (_rewritten && length > 0 && _line[length - 1].Character == ' ')
            length--;
        return _line.Take(length);
    }

    /// <summary>Colours stay in the text; erasing is done; everything else has no place in a document.</summary>
    void EndEscape()
    {
        var escape = _escape.ToString();
        _escape.Clear();
        if (escape.EndsWith('m'))
            _style += escape;
        else if (escape is "\x1b[K" or "\x1b[0K")
            Erase(_column, _line.Count);
        else if (escape == "\x1b[1K")
            Erase(0, Math.Min(_column + 1, _line.Count));
        else if (escape == "\x1b[2K")
            Erase(0, _line.Count);
    }

    void Erase(int start, int end)
    {
        _rewritten = true;
        for (var i = start; i < end; i++)
            _line[i] = (' ', "", _line[i].Output);
    }
}
