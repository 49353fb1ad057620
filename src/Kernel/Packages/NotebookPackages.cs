using Marginalia.Kernel.CSharp;
using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Packages;

/// <summary>The packages of one notebook: what its cells asked for so far, and what they got.</summary>
/// <param name="loader">Where assemblies are loaded.</param>
/// <param name="languages">Told of the assemblies.</param>
internal sealed class NotebookPackages(CellLoadContext loader, IReadOnlyCollection<ICellLanguage> languages)
{
    readonly PackageRestore _restore = new();
    readonly HashSet<string> _extended = new(StringComparer.OrdinalIgnoreCase);
    IReadOnlyList<PackageRequest> _requested = [];
    IReadOnlyList<string> _sources = [];
    RestoredPackages? _restored;

    /// <summary>Restores what the lines ask for, with what was there before, and makes it usable. When that fails, nothing has changed.</summary>
    /// <exception cref="DirectiveException">It failed.</exception>
    public CellError? Add(PackageLines lines, CellRun cell)
    {
        string[] sources = [.. _sources.Union(lines.Sources)];
        var added = New(lines);
        if (added.Count == 0)
        {
            _sources = sources;
            return null;
        }
        // What cells use already keeps its version.
        var kept = _requested.Select(package => _restored?.Find(package.Name) is { } found ? package with { Version = $"[{found.Version}]" } : package);
        var set = new PackageSet([.. kept, .. added.Select(item => item.Package)], sources, Environment.CurrentDirectory);
        var packages = Restore(set, [.. added.Select(item => item.Package)], added[0].Line, cell);
        (_requested, _sources, _restored) = ([.. _requested, .. added.Select(item => item.Package)], sources, packages);
        foreach (var warning in packages.Warnings)
            cell.Output.Write("stderr", warning + "\n");
        return Use(packages, added[0].Line, cell);
    }

    /// <summary>The packages that are not there yet.</summary>
    List<(int Line, PackageRequest Package)> New(PackageLines lines)
    {
        var added = new List<(int Line, PackageRequest Package)>();
        foreach (var (line, package) in lines.Packages.Where(item => !InteractiveAssemblies.Packages.Contains(item.Package.Name, StringComparer.OrdinalIgnoreCase)))
        {
            if (_requested.Concat(added.Select(item => item.Package)).FirstOrDefault(package.IsSamePackage) is not { } known)
                added.Add((line, package));
            else if (!package.IsAny && package.Version != known.Version && package.Version != _restored?.Find(package.Name)?.Version)
                throw new DirectiveException(line, $"{package.Name} version {package.Version} cannot be added because version {_restored?.Find(package.Name)?.Version ?? known.Version} was added previously.");
        }
        return added;
    }

    RestoredPackages Restore(PackageSet set, IReadOnlyList<PackageRequest> added, int line, CellRun cell)
    {
        using var display = new InstallDisplay(cell.Output, added);
        try
        {
            var packages = _restore.Kept(set);
            if (packages is null)
            {
                display.Start();
                packages = _restore.Run(set, cell.Token);
            }
            display.Finish(packages);
            return packages;
        }
        catch (PackageException error)
        {
            throw new DirectiveException(line, $"{string.Join(", ", added.Select(package => package.IsAny ? package.Name : $"{package.Name} {package.Version}"))}: {error.Message}");
        }
    }

    CellError? Use(RestoredPackages packages, int line, CellRun cell)
    {
        try
        {
            packages = SharedFrameworks.Add(packages);
        }
        catch (PackageException error)
        {
            throw new DirectiveException(line, error.Message);
        }
        foreach (var conflict in loader.Conflicts(packages))
            cell.Output.Write("stderr", conflict + "\n");
        var references = loader.Files.Add(packages);
        foreach (var language in languages)
            language.Reference(references);
        return packages.Packages.Where(package => _extended.Add(package.Name)).Select(package => PackageExtension.Run(package, loader, line, cell)).FirstOrDefault(error => error is not null);
    }
}
