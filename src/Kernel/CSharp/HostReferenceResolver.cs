using System.Collections.Immutable;
using Marginalia.Kernel.Packages;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.CSharp;

/// <summary>Resolves <c>#r "path.dll"</c> against the working folder, and <c>#r "Name"</c> among the assemblies of this program.</summary>
/// <param name="of">Makes the reference for a file.</param>
/// <param name="files">What cells have referenced.</param>
/// <param name="runs">Whether the code is going to run, and what it references is to be added.</param>
internal sealed class HostReferenceResolver(Func<string, PortableExecutableReference> of, CellAssemblies files, bool runs) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (Locate(reference, baseFilePath) is not { } path)
            return [];
        if (runs)
            files.Add(path);
        return [of(path)];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        var name = referenceIdentity.Name;
        if (InteractiveAssemblies.Reference(name) is { } forwards)
            return forwards;
        var path = files.ToCompile(name) ?? files.Beside(name) ?? HostAssemblies.Paths.GetValueOrDefault(name)
            ?? (definition is PortableExecutableReference { FilePath: { } file } ? Beside(file, name) : null);
        return path is null ? null : of(path);
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => of.GetHashCode();

    /// <summary>The file that a reference means, or null.</summary>
    public static string? Locate(string reference, string? baseFilePath)
    {
        var folder = baseFilePath is not null && Path.IsPathRooted(baseFilePath) ? Path.GetDirectoryName(baseFilePath)! : Environment.CurrentDirectory;
        var path = Path.GetFullPath(reference, folder);
        if (File.Exists(path))
            return path;
        if (reference.AsSpan().ContainsAny('/', '\\'))
            return null;
        var name = reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? reference[..^4] : reference.Split(',')[0].Trim();
        return HostAssemblies.Paths.GetValueOrDefault(name)
            ?? AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => !assembly.IsDynamic && assembly.Location != "" && assembly.GetName().Name == name)?.Location
            ?? Beside(Path.Combine(AppContext.BaseDirectory, "."), name);
    }

    static string? Beside(string file, string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, name + ".dll");
        return File.Exists(path) ? path : null;
    }
}
