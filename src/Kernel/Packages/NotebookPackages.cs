using Marginalia.Kernel.CSharp;
using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Packages;

/// <summary>The packages and projects of one notebook: what its cells asked for so far, and what they got.</summary>
/// <param name="loader">Where assemblies are loaded.</param>
/// <param name="languages">Told of the assemblies.</param>
internal sealed class NotebookPackages(CellLoadContext loader, IReadOnlyCollection<ICellLanguage> languages)
{
    readonly PackageRestore _restore = new();
    readonly Dictionary<string, string> _projects = [];
    readonly HashSet<string> _extended = new(StringComparer.OrdinalIgnoreCase);
    IReadOnlyList<PackageRequest> _requested = [];
    IReadOnlyList<string> _sources = [], _frameworks = [];
    RestoredPackages _restored = RestoredPackages.None;

    /// <summary>Builds and restores what the lines ask for, with what was there before, and makes it usable. When that fails, nothing has changed.</summary>
    /// <exception cref="DirectiveException">It failed.</exception>
    public CellError? Add(PackageLines lines, CellExecution cell)
    {
        string[] sources = [.. _sources.Union(lines.Sources)];
        var named = New(lines);
        var projects = lines.Projects.Select(project => At(project.Line, () => Build(project.Path, cell))).ToArray();
        PackageRequest[] added = [.. named.Concat(projects.SelectMany(project => project.Packages).Where(package => !_requested.Concat(named).Any(package.IsSamePackage)).DistinctBy(package => package.Name))];
        string[] frameworks = [.. _frameworks.Union(projects.SelectMany(project => project.Frameworks))];
        var line = lines.Packages.Select(package => package.Line).Concat(lines.Projects.Select(project => project.Line)).FirstOrDefault();
        var restored = added.Length == 0 && frameworks.Length == _frameworks.Count ? _restored : At(line, () => Restore(added, named, sources, frameworks, cell));
        (_requested, _sources, _frameworks) = ([.. _requested, .. added], sources, frameworks);
        foreach (var project in projects)
            Use(project, cell);
        return restored == _restored ? null : Use(_restored = restored, line, cell);
    }

    /// <summary>The packages that the lines name and that are not there yet.</summary>
    List<PackageRequest> New(PackageLines lines)
    {
        var added = new List<PackageRequest>();
        foreach (var (line, package) in lines.Packages.Where(item => !InteractiveAssemblies.Packages.Contains(item.Package.Name, StringComparer.OrdinalIgnoreCase)))
        {
            if (_requested.Concat(added).FirstOrDefault(package.IsSamePackage) is not { } known)
                added.Add(package);
            else if (!package.IsAny && package.Version != known.Version && package.Version != _restored.Find(package.Name)?.Version)
                throw new DirectiveException(line, $"{package.Name} version {package.Version} cannot be added because version {_restored.Find(package.Name)?.Version ?? known.Version} was added previously.");
        }
        return added;
    }

    static ProjectBuild Build(string path, CellExecution cell)
    {
        using var display = new ProgressDisplay(cell.Output);
        display.Start("Building Project", [Path.GetFileName(path)]);
        var project = ProjectBuild.Run(path, cell.Token);
        display.Finish("Referenced Project", [$"{project.Project.Name} ({project.Project.Framework})"]);
        return project;
    }

    RestoredPackages Restore(PackageRequest[] added, List<PackageRequest> named, string[] sources, string[] frameworks, CellExecution cell)
    {
        // What cells use already keeps its version.
        var kept = _requested.Select(package => _restored.Find(package.Name) is { } found ? package with { Version = $"[{found.Version}]" } : package);
        var set = new PackageSet([.. kept, .. added], sources, Environment.CurrentDirectory);
        using var display = new ProgressDisplay(cell.Output);
        try
        {
            var packages = _restore.Kept(set);
            if (packages is null)
            {
                if (named.Count > 0)
                    display.Start("Installing Packages", [.. named.Select(package => package.Version == "*" ? package.Name : package.ToString())]);
                packages = _restore.Run(set, cell.Token);
            }
            if (named.Count > 0)
                display.Finish("Installed Packages", named.Select(package => packages.Find(package.Name) is { } found ? $"{found.Name}, {found.Version}" : $"{package.Name} (part of .NET)"));
            foreach (var warning in packages.Warnings)
                cell.Output.Write("stderr", warning + "\n");
            return SharedFrameworks.Add(packages with { Frameworks = [.. packages.Frameworks.Union(frameworks)] });
        }
        catch (PackageException error)
        {
            throw new PackageException($"{string.Join(", ", added.Select(package => package.IsAny ? package.Name : $"{package.Name} {package.Version}"))}: {error.Message}");
        }
    }

    void Use(ProjectBuild project, CellExecution cell)
    {
        if (!_projects.TryAdd(project.Project.Path, project.Assembly))
        {
            if (_projects[project.Project.Path] != project.Assembly)
                cell.Output.Write("stderr", $"{project.Project.Name} has changed since this notebook referenced it. Cells go on with what it was; restart the kernel to use what it is now.\n");
            return;
        }
        loader.Files.Add(project.Assembly);
        foreach (var language in languages)
            language.Reference([project.Assembly]);
    }

    CellError? Use(RestoredPackages packages, int line, CellExecution cell)
    {
        foreach (var conflict in loader.Conflicts(packages))
            cell.Output.Write("stderr", conflict + "\n");
        var references = loader.Files.Add(packages);
        foreach (var language in languages)
            language.Reference(references);
        return packages.Packages.Where(package => _extended.Add(package.Name)).Select(package => PackageExtension.Run(package, loader, line, cell)).FirstOrDefault(error => error is not null);
    }

    /// <summary>Does something for a line; what goes wrong is the line's error.</summary>
    static T At<T>(int line, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PackageException error)
        {
            throw new DirectiveException(line, error.Message);
        }
    }
}
