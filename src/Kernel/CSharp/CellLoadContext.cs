using System.Reflection;
using System.Runtime.Loader;

namespace Marginalia.Kernel.CSharp;

/// <summary>Where one engine's cells and the assemblies they reference are loaded. Assemblies of this program are always the program's own.</summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells")
{
    readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> _folders = [];

    /// <summary>Makes a referenced file, and what lies beside it, loadable.</summary>
    public void Add(string path)
    {
        lock (_paths)
        {
            _paths[Path.GetFileNameWithoutExtension(path)] = path;
            if (Path.GetDirectoryName(path) is { } folder && !_folders.Contains(folder))
                _folders.Add(folder);
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || HostAssemblies.Paths.ContainsKey(name))
            return null; // the default context has it
        if (AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => GetLoadContext(assembly) == Default && assembly.GetName().Name == name) is { } loaded)
            return loaded;
        return Find(name + ".dll", _paths.GetValueOrDefault(name)) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] names = [unmanagedDllName, $"lib{unmanagedDllName}.so", $"{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib", $"{unmanagedDllName}.dll"];
        return names.Select(name => Find(name, null)).OfType<string>().FirstOrDefault() is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }

    string? Find(string file, string? known)
    {
        lock (_paths)
            return known ?? _folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}
