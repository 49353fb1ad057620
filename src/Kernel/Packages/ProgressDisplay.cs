using System.Text;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Packages;

/// <summary>What a cell shows while it waits for packages or a project, and afterwards: a title and a list, which grows dots and then changes.</summary>
/// <param name="output">The cell's output.</param>
internal sealed class ProgressDisplay(OutputChannel output) : IDisposable
{
    static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(500);

    readonly string _id = Guid.NewGuid().ToString("N");
    readonly Lock _gate = new();
    Timer? _timer;
    bool _isShown, _isOver;
    int _dots;

    /// <summary>Shows that something is being done, with a dot more every half second.</summary>
    public void Start(string title, IReadOnlyList<string> lines)
    {
        Show(title, lines);
        _timer = new Timer(_ => Beat(title, lines), null, s_beat, s_beat);
    }

    /// <summary>Shows what was done.</summary>
    public void Finish(string title, IEnumerable<string> lines)
    {
        Dispose();
        Show(title, lines);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _isOver = true;
        _timer?.Dispose();
    }

    void Beat(string title, IEnumerable<string> lines)
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            var dots = new string('.', ++_dots);
            Show(title, lines.Select(line => line + dots));
        }
    }

    void Show(string title, IEnumerable<string> lines)
    {
        var (html, plain) = (new StringBuilder(), new StringBuilder());
        html.Append("<div><div></div><div></div><div><strong>").Append(title).Append("</strong><ul>");
        plain.Append(title);
        foreach (var line in lines)
        {
            html.Append("<li><span>").Append(HtmlText.Encode(line)).Append("</span></li>");
            plain.Append("\n- ").Append(line);
        }
        html.Append("</ul></div></div>");
        output.Display(new(new Dictionary<string, string> { ["text/html"] = html.ToString(), ["text/plain"] = plain.ToString() }), _id, _isShown);
        _isShown = true;
    }
}
