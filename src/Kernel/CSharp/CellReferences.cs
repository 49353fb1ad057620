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

    /// <summary>The reference for one assembly file; the same object each time.</summary>
    public PortableExecutableReference Of(string path)
    {
        lock (_references)
        {
            if (_references.TryGetValue(path, out var reference))
                return reference;
            var isHost = HostAssemblies.Paths.GetValueOrDefault(Path.GetFileNameWithoutExtension(path)) == path;
            var metadata = isHost ? (AssemblyMetadata)s_host.GetOrAdd(path, AssemblyMetadata.CreateFromFile).Copy() : AssemblyMetadata.CreateFromFile(path);
            return _references[path] = metadata.GetReference(filePath: path);
        }
    }

    /// <summary>The reference for one of the program's assemblies.</summary>
    public PortableExecutableReference OfHost(string name) => Of(HostAssemblies.Paths[name]);
}
