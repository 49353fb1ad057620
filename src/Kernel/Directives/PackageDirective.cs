using System.Text.RegularExpressions;
using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#r "nuget: Name, Version"</c> and <c>#i "nuget: source"</c>.</summary>
internal static partial class PackageDirective
{
    /// <summary>Whether the line is one.</summary>
    public static bool Reads(string line) => Package().IsMatch(line);

    /// <summary>Checks it, and returns what it does.</summary>
    /// <exception cref="DirectiveException">It is not a package reference.</exception>
    public static Func<CellRun, CellError?> Parse(string line, int number) =>
        throw new DirectiveException(number, $"{line.Trim()}: NuGet packages cannot be referenced yet; build the library and reference its dll by path: #r \"path/to/Library.dll\"");

    [GeneratedRegex(@"^\s*#[ri]\s+""nuget:")]
    private static partial Regex Package();
}
