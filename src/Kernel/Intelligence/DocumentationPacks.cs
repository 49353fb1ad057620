using System.Collections.Concurrent;

namespace Marginalia.Kernel.Intelligence;

/// <summary>The documentation of the framework, which the SDK has in its reference packs. There a type may be in another assembly than when it runs.</summary>
internal static class DocumentationPacks
{
    static readonly Lazy<string[]> s_files = new(() => [.. Folders().SelectMany(folder => Directory.GetFiles(folder, "*.xml"))]);
    static readonly ConcurrentDictionary<string, string?> s_fileOfType = new();

    /// <summary>The <c>member</c> element of a member of the framework; null when there is none.</summary>
    /// <param name="assembly">The file of its assembly.</param>
    /// <param name="type">The id of its type.</param>
    /// <param name="id">Its id.</param>
    public static string? Find(string assembly, string type, string id)
    {
        if (Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(assembly))) != Shared)
            return null;
        var file = s_fileOfType.GetOrAdd(type, _ => Likely(assembly, type).FirstOrDefault(file => DocumentationFile.Find(file, type) is not null));
        return file is null ? null : DocumentationFile.Find(file, id);
    }

    /// <summary>Where the runtimes are: <c>shared</c> in the folder of .NET, beside <c>packs</c>.</summary>
    static string? Shared => Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)));

    /// <summary>The newest pack of each framework that is not newer than what runs; else the newest.</summary>
    static IEnumerable<string> Folders()
    {
        var packs = Path.Combine(Shared ?? "", "..", "packs");
        if (!Directory.Exists(packs))
            return [];
        return from pack in Directory.GetDirectories(packs, "*.Ref")
               let newest = Directory.GetDirectories(pack)
                   .Where(folder => Version.TryParse(Path.GetFileName(folder).Split('-')[0], out _))
                   .OrderByDescending(folder => VersionOf(folder).Major <= Environment.Version.Major)
                   .ThenByDescending(VersionOf)
                   .FirstOrDefault()
               where newest is not null && Directory.Exists(Path.Combine(newest, "ref"))
               from framework in Directory.GetDirectories(Path.Combine(newest, "ref"))
               select framework;
    }

    static Version VersionOf(string folder) => Version.Parse(Path.GetFileName(folder).Split('-')[0]);

    /// <summary>The files, those first whose name is the assembly's or starts like the type's.</summary>
    static IEnumerable<string> Likely(string assembly, string type)
    {
        var name = Path.GetFileNameWithoutExtension(assembly);
        return s_files.Value.OrderByDescending(file => Path.GetFileNameWithoutExtension(file) is var own && (own == name || own == "System.Runtime"))
            .ThenByDescending(file => Path.GetFileNameWithoutExtension(file) is var own && type.StartsWith($"T:{own}.", StringComparison.Ordinal) ? own.Length : 0);
    }
}
