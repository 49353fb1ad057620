using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Engine;

/// <summary>The assemblies of this program and its framework, as references for the compiler; each is read once per process.</summary>
internal static class FrameworkReferences
{
    /// <summary>Enough for most cells; the others are added when a cell names something in them, which keeps compilation small.</summary>
    static readonly string[] s_core =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Linq", "System.Collections", "System.Threading",
        "System.Threading.Tasks", "System.Runtime.Extensions", "System.Runtime.InteropServices", "Marginalia.Kernel",
    ];

    static readonly ConcurrentDictionary<string, PortableExecutableReference> s_references = new();

    /// <summary>Simple name to path of every assembly that the program was started with.</summary>
    public static FrozenDictionary<string, string> Paths { get; } =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(typeof(FrameworkReferences).Assembly.Location)
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(paths => paths.Key, paths => paths.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The references that every cell starts with.</summary>
    public static IEnumerable<PortableExecutableReference> Core => s_core.Where(Paths.ContainsKey).Select(name => FromFile(Paths[name]));

    /// <summary>Names of the framework's assemblies: those that need no <c>#r</c>.</summary>
    public static IEnumerable<string> FrameworkNames
    {
        get
        {
            var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
            return Paths.Where(pair => Path.GetDirectoryName(pair.Value) == folder).Select(pair => pair.Key);
        }
    }

    /// <summary>The reference for one assembly file.</summary>
    public static PortableExecutableReference FromFile(string path) => s_references.GetOrAdd(path, static path => MetadataReference.CreateFromFile(path));
}
