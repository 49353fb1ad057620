namespace Marginalia.Kernel.Packages;

/// <summary>Frameworks that packages need and that this program does not run on: ASP.NET Core.</summary>
internal static class SharedFrameworks
{
    const string Own = "Microsoft.NETCore.App";

    /// <summary>The packages with the assemblies of the frameworks they need.</summary>
    /// <exception cref="PackageException">A framework is not installed.</exception>
    public static RestoredPackages Add(RestoredPackages packages)
    {
        var files = packages.Frameworks.Where(name => name != Own).SelectMany(Files).ToArray();
        return packages with { References = Merge(packages.References, files), Assemblies = Merge(packages.Assemblies, files) };
    }

    static IEnumerable<string> Files(string name)
    {
        var shared = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", ".."));
        var folder = Path.Combine(shared, name);
        var version = Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Where(path => Version.TryParse(Path.GetFileName(path), out var found) && found.Major == Environment.Version.Major)
                .MaxBy(path => Version.Parse(Path.GetFileName(path)))
            : null;
        return version is null
            ? throw new PackageException($"the packages need {name} {Environment.Version.Major}, which is not installed in {shared} (for ASP.NET Core: aspnetcore-runtime-{Environment.Version.Major}.0)")
            : Directory.GetFiles(version, "*.dll");
    }

    /// <summary>Where a package has an assembly of the same name, the package's is taken: it asked for it, so it is newer or the same.</summary>
    static IReadOnlyList<string> Merge(IReadOnlyList<string> packages, IEnumerable<string> framework) =>
        [.. packages.Concat(framework).DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase)];
}
