using System.Reflection;

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

    /// <summary>Of assemblies of the same name the newest, and the package's of two alike.</summary>
    static IReadOnlyList<string> Merge(IReadOnlyList<string> packages, string[] framework) => framework.Length == 0
        ? packages
        : [.. packages.Concat(framework).GroupBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.Count() == 1 ? same.First() : same.MaxBy(path => AssemblyName.GetAssemblyName(path).Version)!)];
}
