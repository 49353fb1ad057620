using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.CSharp;

/// <summary>
/// Assembly files as references for the compiler. The program's own are read once per process; but each engine has references of its own
/// to them, because the compiler keeps its symbols with the reference, and the cells of an engine must all see the same symbols.
/// </summary>
internal sealed class CellReferences
{
    static readonly ConcurrentDictionary<string, AssemblyMetadata> s_host = new();
    readonly Dictionary<string, PortableExecutableReference> _references = [];
    readonly Dictionary<string, (DateTime Written, PortableExecutableReference Reference)> _read = [];

    /// <summary>The reference for one assembly file; the same object each time.</summary>
    public PortableExecutableReference Of(string path)
    {
        lock (_references)
        {
            if (_references.TryGetValue(path, out var reference))
                return reference;
            var metadata = IsHost(path) ? (AssemblyMetadata)s_host.GetOrAdd(path, AssemblyMetadata.CreateFromFile).Copy() : AssemblyMetadata.CreateFromFile(path);
            return _references[path] = metadata.GetReference(filePath: path);
        }
    }

    /// <summary>The reference for one assembly file, of which a cell that has not run asks: a newer file may take its place before the cell runs.</summary>
    public PortableExecutableReference Read(string path)
    {
        lock (_references)
        {
            if (_references.TryGetValue(path, out var reference))
                return reference;
            if (IsHost(path))
                return Of(path);
            var written = File.GetLastWriteTimeUtc(path);
            if (!_read.TryGetValue(path, out var read) || read.Written != written)
                _read[path] = read = (written, AssemblyMetadata.CreateFromImage(File.ReadAllBytes(path)).GetReference(filePath: path));
            return read.Reference;
        }
    }

    /// <summary>Whether cells have an assembly of their own under the name of one of the program's.</summary>
    public bool HasOther(string name)
    {
        lock (_references)
            return _references.Keys.Any(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase) && HostAssemblies.Paths.GetValueOrDefault(name) != path);
    }

    /// <summary>The reference for one of the program's assemblies.</summary>
    public PortableExecutableReference OfHost(string name) => Of(HostAssemblies.Paths[name]);

    static bool IsHost(string path) => HostAssemblies.Paths.GetValueOrDefault(Path.GetFileNameWithoutExtension(path)) == path;
}
