using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.CSharp;

/// <summary>Which framework assemblies declare a name: types, namespaces and extension methods. Built once, when first needed.</summary>
internal static class ReferenceIndex
{
    static readonly Lazy<(Dictionary<string, List<string>> Assemblies, HashSet<(string Namespace, string Name)> Types)> s_index = new(Build);

    /// <summary>Names of the assemblies that declare a type, namespace or extension method of this name, or are named so.</summary>
    public static IEnumerable<string> Find(string name)
    {
        var found = s_index.Value.Assemblies.GetValueOrDefault(name) ?? [];
        return HostAssemblies.Paths.ContainsKey(name) && !found.Contains(name) ? [.. found, name] : found;
    }

    /// <summary>Names of the framework assemblies that declare anything.</summary>
    public static IEnumerable<string> Assemblies => s_index.Value.Assemblies.Values.SelectMany(assemblies => assemblies).Distinct();

    /// <summary>The framework's public types, without those within others; a generic one without its number of parameters.</summary>
    public static IReadOnlySet<(string Namespace, string Name)> Types => s_index.Value.Types;

    static (Dictionary<string, List<string>>, HashSet<(string, string)>) Build()
    {
        var index = new Dictionary<string, List<string>>();
        var types = new HashSet<(string, string)>();
        foreach (var assembly in HostAssemblies.FrameworkNames)
            foreach (var name in Names(HostAssemblies.Paths[assembly], types))
            {
                if (!index.TryGetValue(name, out var assemblies))
                    index[name] = assemblies = [];
                if (!assemblies.Contains(assembly))
                    assemblies.Add(assembly);
            }
        return (index, types);
    }

    static HashSet<string> Names(string path, HashSet<(string, string)> types)
    {
        var names = new HashSet<string>();
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        if (!file.HasMetadata)
            return names;
        var metadata = file.GetMetadataReader();
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            if ((type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) != System.Reflection.TypeAttributes.Public)
                continue;
            var (space, name) = (metadata.GetString(type.Namespace), metadata.GetString(type.Name).Split('`')[0]);
            names.Add(name);
            names.Add(space);
            types.Add((space, name));
            if (IsExtension(metadata, type.GetCustomAttributes()))
                names.UnionWith(type.GetMethods().Select(metadata.GetMethodDefinition)
                    .Where(method => IsExtension(metadata, method.GetCustomAttributes())).Select(method => metadata.GetString(method.Name)));
        }
        return names;
    }

    static bool IsExtension(MetadataReader metadata, CustomAttributeHandleCollection attributes) =>
        attributes.Any(handle => AttributeNames.Is(metadata, metadata.GetCustomAttribute(handle), nameof(ExtensionAttribute)));
}
