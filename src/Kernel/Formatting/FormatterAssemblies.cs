using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>
/// The formatter sources of the assemblies that are loaded. Each assembly is looked at once, when a value is shown after it was
/// loaded: at the names in its metadata, so that nothing is loaded for an assembly without such an attribute.
/// </summary>
internal static class FormatterAssemblies
{
    static readonly Lock s_gate = new();
    static readonly ConcurrentQueue<Assembly> s_unread = new();
    static volatile FormatterSource[] s_sources = [];

    static FormatterAssemblies()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => s_unread.Enqueue(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            s_unread.Enqueue(assembly);
    }

    /// <summary>The sources of all assemblies, those loaded last first.</summary>
    public static FormatterSource[] Sources
    {
        get
        {
            if (!s_unread.IsEmpty)
                lock (s_gate)
                    while (s_unread.TryDequeue(out var assembly))
                        if (HasSource(assembly))
                            s_sources = [.. Read(assembly), .. s_sources];
            return s_sources;
        }
    }

    static IEnumerable<FormatterSource> Read(Assembly assembly) =>
        assembly.GetCustomAttributes(false).Where(FormatterSource.IsNamedSo).Select(attribute => new FormatterSource(attribute, typeof(object), assembly.FullName!));

    /// <summary>Whether the assembly of a file brings formatters; then it is to be loaded when it is referenced, not when its first type is used.</summary>
    public static bool HasSource(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } metadata && HasSource(metadata);
    }

    static unsafe bool HasSource(Assembly assembly) =>
        !assembly.IsDynamic && assembly.TryGetRawMetadata(out var blob, out var length) && HasSource(new MetadataReader(blob, length));

    static bool HasSource(MetadataReader metadata) => metadata.GetAssemblyDefinition().GetCustomAttributes()
        .Any(handle => AttributeNames.Is(metadata, metadata.GetCustomAttribute(handle), nameof(TypeFormatterSourceAttribute)));
}
