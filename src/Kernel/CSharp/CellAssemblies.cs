using System.Reflection;
using Marginalia.Kernel.Packages;

namespace Marginalia.Kernel.CSharp;

/// <summary>
/// The files that cells have referenced, by name. Of the assemblies that this program has too, it keeps the framework's, unless a cell brings a
/// newer one, and its own; of libraries that it merely uses, cells get the version they asked for.
/// </summary>
internal sealed class CellAssemblies
{
    readonly Lock _gate = new();
    readonly Dictionary<string, string> _toRun = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string> _toCompile = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string> _natives = new(StringComparer.Ordinal);
    readonly Dictionary<(string Culture, string Name), string> _satellites = [];
    readonly Dictionary<string, DateTime> _written = [];
    readonly List<string> _folders = [];

    /// <summary>Adds a referenced file, and what lies beside it.</summary>
    public void Add(string path)
    {
        lock (_gate)
        {
            _written.TryAdd(path, File.GetLastWriteTimeUtc(path));
            if (!IsOurs(Name(path), path))
                _toRun[Name(path)] = _toCompile[Name(path)] = path;
            if (Path.GetDirectoryName(path) is { } folder && !_folders.Contains(folder))
                _folders.Add(folder);
        }
    }

    /// <summary>Whether a file that was added is another one by now.</summary>
    public bool HasChanged(string path)
    {
        lock (_gate)
            return _written.TryGetValue(path, out var written) && written != File.GetLastWriteTimeUtc(path);
    }

    /// <summary>Adds packages, and returns the files to compile against.</summary>
    public IReadOnlyList<string> Add(RestoredPackages packages)
    {
        lock (_gate)
        {
            foreach (var path in packages.Assemblies.Where(path => !IsOurs(Name(path), path)))
                _toRun[Name(path)] = path;
            foreach (var path in packages.Natives)
                _natives[Path.GetFileName(path)] = path;
            foreach (var (culture, path) in packages.Satellites)
                _satellites[(culture, Name(path))] = path;
            var references = packages.References.Where(path => !IsOurs(Name(path), path)).ToArray();
            foreach (var path in references)
                _toCompile[Name(path)] = path;
            return references;
        }
    }

    /// <summary>The file to run for a name that was referenced; null where the program's own is to be taken, or none was.</summary>
    public string? ToRun(string name) => Find(_toRun, name);

    /// <summary>The file to compile against, likewise.</summary>
    public string? ToCompile(string name) => Find(_toCompile, name);

    /// <summary>A file beside those that were referenced by path, or null.</summary>
    public string? Beside(string name)
    {
        lock (_gate)
            return _folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(path => File.Exists(path) && !IsOurs(name, path));
    }

    /// <summary>The assembly of translated texts, or null.</summary>
    public string? Satellite(string culture, string name)
    {
        lock (_gate)
            return _satellites.GetValueOrDefault((culture, name))
                ?? _folders.Select(folder => Path.Combine(folder, culture, name + ".dll")).FirstOrDefault(File.Exists);
    }

    /// <summary>The native library of a name as code gives it: with or without <c>lib</c> and ending; null when there is none.</summary>
    public string? Native(string name)
    {
        string[] names = [name, $"lib{name}.so", $"{name}.so", $"lib{name}", $"lib{name}.dylib", $"{name}.dylib", $"{name}.dll"];
        lock (_gate)
            return names.Select(file => _natives.GetValueOrDefault(file) ?? _folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists))
                .FirstOrDefault(path => path is not null);
    }

    /// <summary>All native libraries of packages.</summary>
    public IReadOnlyList<string> Natives
    {
        get
        {
            lock (_gate)
                return [.. _natives.Values];
        }
    }

    string? Find(Dictionary<string, string> files, string name)
    {
        lock (_gate)
            return files.GetValueOrDefault(name);
    }

    static string Name(string path) => Path.GetFileNameWithoutExtension(path);

    /// <summary>Whether this program's own assembly is taken instead of the file.</summary>
    static bool IsOurs(string name, string path)
    {
        if (InteractiveAssemblies.Find(name) is not null)
            return true;
        if (!HostAssemblies.Paths.TryGetValue(name, out var own))
            return false;
        return own == path || HostAssemblies.IsShared(name)
            || (HostAssemblies.IsFramework(name) && AssemblyName.GetAssemblyName(path).Version <= AssemblyName.GetAssemblyName(own).Version);
    }
}
