using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Packages;

/// <summary>A package as a cell asks for it.</summary>
/// <param name="Name">Its name; upper and lower case are the same.</param>
/// <param name="Version">An exact version, a floating one (<c>1.*</c>, <c>*-*</c>) or a range; <c>*</c> when the cell names none.</param>
internal sealed partial record PackageRequest(string Name, string Version)
{
    /// <summary>Any version will do.</summary>
    public bool IsAny => Version is "*" or "*-*";

    /// <summary>Whether another version may be the answer tomorrow.</summary>
    public bool IsFloating => Version.Contains('*') || (Version.Contains(',') && !Version.StartsWith('['));

    /// <summary>Reads <c>Name</c> or <c>Name, version</c>.</summary>
    /// <exception cref="PackageException">It is neither.</exception>
    public static PackageRequest Parse(string text)
    {
        var parts = text.Split(',', 2, StringSplitOptions.TrimEntries);
        if (!NamePattern().IsMatch(parts[0]))
            throw new PackageException($"'{parts[0]}' is not the name of a package; expected #r \"nuget: Name\" or #r \"nuget: Name, 1.2.3\"");
        var version = parts.ElementAtOrDefault(1) is { Length: > 0 } given ? given : "*";
        return VersionPattern().IsMatch(version)
            ? new(parts[0], version)
            : throw new PackageException($"'{version}' is not a version; expected one like 1.2.3, 1.*, *-* (newest, also before its release) or [1.0,2.0)");
    }

    /// <summary>Whether both ask for the same package, whatever the version.</summary>
    public bool IsSamePackage(PackageRequest other) => Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}, {Version}";

    [GeneratedRegex(@"^\w+([_.-]\w+)*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[\w.+*-]+$|^[[(]\s*[\w.+*-]*\s*(,\s*[\w.+*-]*\s*)?[\])]$")]
    private static partial Regex VersionPattern();
}
