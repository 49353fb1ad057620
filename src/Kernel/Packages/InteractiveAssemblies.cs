using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Packages;

/// <summary>
/// Assemblies under the names of .NET Interactive's, for packages that were compiled against those. They hold nothing but forwards to the
/// public types of this assembly that bear .NET Interactive's names.
/// </summary>
internal static class InteractiveAssemblies
{
    const string Prefix = "Microsoft.DotNet.Interactive";

    static readonly FrozenDictionary<string, Lazy<(byte[] Image, Assembly Assembly)>> s_assemblies =
        new[] { Prefix, $"{Prefix}.Formatting" }
            .ToFrozenDictionary(name => name, name => new Lazy<(byte[], Assembly)>(() => Make(name)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Packages that need not be there, since what they hold is here or cannot be had.</summary>
    public static IReadOnlyList<string> Packages { get; } =
        [.. s_assemblies.Keys, "Microsoft.AspNetCore.Html.Abstractions", .. new[] { "CSharp", "FSharp", "PackageManagement", "Jupyter", "Telemetry", "Journey" }.Select(part => $"{Prefix}.{part}")];

    /// <summary>The assembly of this name to run, or null.</summary>
    public static Assembly? Find(string name) => s_assemblies.GetValueOrDefault(name)?.Value.Assembly;

    /// <summary>The assembly of this name to compile against, or null.</summary>
    public static PortableExecutableReference? Reference(string name) =>
        s_assemblies.TryGetValue(name, out var assembly) ? MetadataReference.CreateFromImage(assembly.Value.Image) : null;

    /// <summary>Whether this is the name of an assembly or type of .NET Interactive.</summary>
    public static bool IsNameOf(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    static (byte[], Assembly) Make(string name)
    {
        var image = Image(name);
        return (image, AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(image)));
    }

    /// <summary>The assembly of this name, as a file.</summary>
    internal static byte[] Image(string name)
    {
        var self = typeof(InteractiveAssemblies).Assembly;
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        // Signed in name only, with the key of the compiler, which is .NET Interactive's too: otherwise the compiler takes it for another assembly.
        var key = metadata.GetOrAddBlob(typeof(Compilation).Assembly.GetName().GetPublicKey()!);
        metadata.AddAssembly(metadata.GetOrAddString(name), new(999, 0, 0, 0), default, key, AssemblyFlags.PublicKey, AssemblyHashAlgorithm.Sha1);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var target = metadata.AddAssemblyReference(metadata.GetOrAddString(self.GetName().Name!), self.GetName().Version!, default, default, default, default);
        foreach (var type in self.GetExportedTypes().Where(type => !type.IsNested && !type.Namespace!.StartsWith(nameof(Marginalia), StringComparison.Ordinal)))
            Forward(type, target);

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new(metadata), new()).Serialize(image);
        return image.ToArray();

        void Forward(Type type, EntityHandle implementation)
        {
            const TypeAttributes forwarder = (TypeAttributes)0x00200000;
            var handle = metadata.AddExportedType(
                type.IsNested ? TypeAttributes.NestedPublic : forwarder, type.IsNested ? default : metadata.GetOrAddString(type.Namespace!), metadata.GetOrAddString(type.Name), implementation, 0);
            foreach (var nested in type.GetNestedTypes())
                Forward(nested, handle);
        }
    }
}
