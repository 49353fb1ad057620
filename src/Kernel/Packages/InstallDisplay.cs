using System.Text;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Packages;

/// <summary>What a cell shows while packages are installed and afterwards: one list, which grows dots and then changes.</summary>
/// <param name="output">The cell's output.</param>
/// <param name="packages">What the cell asked for.</param>
internal sealed class InstallDisplay(OutputChannel output, IReadOnlyList<PackageRequest> packages) : IDisposable
{
    static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(500);

    readonly string _id = Guid.NewGuid().ToString("N");
    readonly Lock _gate = new();
    Timer? _timer;
    bool _isShown, _isOver;
    int _dots;

    /// <summary>Shows that packages are being installed.</summary>
    public void Start()
    {
        Show("Installing Packages", packages.Select(Request));
        _timer = new Timer(_ => Beat(), null, s_beat, s_beat);
    }

    /// <summary>Shows what was installed.</summary>
    public void Finish(RestoredPackages installed)
    {
        lock (_gate)
            _isOver = true;
        Show("Installed Packages", packages.Select(package => installed.Find(package.Name) is { } found ? $"{found.Name}, {found.Version}" : $"{package.Name} (part of .NET)"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _isOver = true;
        _timer?.Dispose();
    }

    void Beat()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            var dots = new string('.', ++_dots);
            Show("Installing Packages", packages.Select(package => Request(package) + dots));
        }
    }

    static string Request(PackageRequest package) => package.Version == "*" ? package.Name : package.ToString();

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
