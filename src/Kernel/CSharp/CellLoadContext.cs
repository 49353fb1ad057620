using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Marginalia.Kernel.Packages;

namespace Marginalia.Kernel.CSharp;

/// <summary>Where one engine's cells and the assemblies they reference are loaded.</summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells")
{
    /// <summary>What cells have referenced.</summary>
    public CellAssemblies Files { get; } = new();

    /// <summary>Remarks on assemblies that are loaded already and that packages bring in a newer version.</summary>
    public IEnumerable<string> Conflicts(RestoredPackages packages)
    {
        var loaded = Assemblies.Where(assembly => assembly.Location != "").ToDictionary(assembly => Path.GetFileName(assembly.Location), StringComparer.OrdinalIgnoreCase);
        foreach (var path in packages.Assemblies)
            if (loaded.TryGetValue(Path.GetFileName(path), out var old) && old.Location != path && AssemblyName.GetAssemblyName(path) is var found && found.Version > old.GetName().Version)
                yield return $"{found.Name} {old.GetName().Version} is in use; the packages bring {found.Version}. If they fail, restart the kernel and reference all packages in the first cell.";
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (assemblyName.CultureName is { Length: > 0 } culture)
            return Load(Files.Satellite(culture, name));
        if (InteractiveAssemblies.Find(name) is { } forwards)
            return forwards;
        if (Assemblies.FirstOrDefault(assembly => name.Equals(assembly.GetName().Name, StringComparison.OrdinalIgnoreCase)) is { } older)
            return older; // asked for in a newer version; only one can be loaded
        return Load(Files.ToRun(name) ?? Files.Beside(name)) ?? (HostAssemblies.Paths.ContainsKey(name) ? null : LoadedByProgram(name));
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) => Files.Native(unmanagedDllName) is { } path ? LoadNative(path) : 0;

    Assembly? Load(string? path) => path is null ? null : LoadFromAssemblyPath(path);

    static Assembly? LoadedByProgram(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => GetLoadContext(assembly) == Default && assembly.GetName().Name == name);

    /// <summary>Loads a library; where it needs others that came in other packages, those first.</summary>
    nint LoadNative(string path)
    {
        if (NativeLibrary.TryLoad(path, out var library))
            return library;
        var others = Files.Natives.Where(other => other != path).ToList();
        while (others.RemoveAll(other => NativeLibrary.TryLoad(other, out _)) > 0)
            if (NativeLibrary.TryLoad(path, out library))
                return library;
        try
        {
            return LoadUnmanagedDllFromPath(path);
        }
        catch (DllNotFoundException error) when (SystemLibraries.Describe(path, error.Message) is { } reason)
        {
            Console.Error.WriteLine(reason); // here, since the library's own code may catch the exception and say something else
            throw;
        }
    }
}
