using System.Text.RegularExpressions;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Packages;

namespace Marginalia.Kernel.Directives;

/// <summary>
/// The lines <c>#r "nuget: Name, version"</c>, <c>#i "nuget: source"</c> and <c>#r "project: x.csproj"</c> of a piece of a cell: what they name is
/// restored and built together, before it runs.
/// </summary>
internal sealed partial class PackageLines
{
    readonly List<(int Line, PackageRequest Package)> _packages = [];
    readonly List<(int Line, string Path)> _projects = [];
    readonly List<string> _sources = [];

    /// <summary>The packages, with their lines.</summary>
    public IReadOnlyList<(int Line, PackageRequest Package)> Packages => _packages;

    /// <summary>The project files, with their lines.</summary>
    public IReadOnlyList<(int Line, string Path)> Projects => _projects;

    /// <summary>The sources.</summary>
    public IReadOnlyList<string> Sources => _sources;

    /// <summary>Whether a line of a cell is one of these.</summary>
    public static bool Reads(string line) => Pattern().IsMatch(line);

    /// <summary>Adds a line.</summary>
    /// <exception cref="DirectiveException">It names no package, project or source.</exception>
    public void Add(string line, int number)
    {
        var match = Pattern().Match(line);
        var text = match.Groups["text"].Value.Trim();
        try
        {
            if (match.Groups["scheme"].Value == "project")
                _projects.Add((number, match.Groups["kind"].Value == "r" ? ProjectFile.Locate(text) : throw new PackageException("a project is no source of packages; reference it with #r")));
            else if (match.Groups["kind"].Value == "r")
                _packages.Add((number, PackageRequest.Parse(text)));
            else
                _sources.Add(Source(text));
        }
        catch (PackageException error)
        {
            throw new DirectiveException(number, $"{line.Trim()}: {error.Message}");
        }
    }

    /// <summary>Restores and builds them.</summary>
    public CellError? Run(CellExecution cell) => cell.Engine.Packages.Add(this, cell);

    static string Source(string text)
    {
        if (text == "")
            throw new PackageException("name the feed or the folder: #i \"nuget: https://...\"");
        return text.Contains("://", StringComparison.Ordinal) ? text : Path.GetFullPath(text);
    }

    [GeneratedRegex("""^\s*#(?<kind>[ri])\s+"(?<scheme>nuget|project):(?<text>[^"]*)"?""")]
    private static partial Regex Pattern();
}
