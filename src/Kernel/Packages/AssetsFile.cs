using System.Text.Json;

namespace Marginalia.Kernel.Packages;

/// <summary>Reads <c>project.assets.json</c>, NuGet's account of a restore.</summary>
internal static class AssetsFile
{
    /// <summary>What was restored.</summary>
    /// <exception cref="JsonException">It is not such a file.</exception>
    public static RestoredPackages Read(string path)
    {
        using var document = Parse(path);
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToArray();
        var paths = root.GetProperty("libraries").EnumerateObject().Where(library => library.Value.TryGetProperty("path", out _))
            .ToDictionary(library => library.Name, library => Folder(folders, library.Value.GetProperty("path").GetString()!));
        var target = root.GetProperty("targets").EnumerateObject().Last(target => target.Name.Contains('/')).Value; // "net10.0/linux-x64"
        var libraries = target.EnumerateObject().Where(library => paths.ContainsKey(library.Name)).ToArray();
        return new(
            [.. libraries.Select(library => new RestoredPackage(library.Name.Split('/')[0], library.Name.Split('/')[1], paths[library.Name]))],
            [.. libraries.SelectMany(library => Files(library, "compile")).Where(IsAssembly)],
            [.. libraries.SelectMany(library => Files(library, "runtime")).Where(IsAssembly)],
            [.. libraries.SelectMany(library => Files(library, "native"))],
            [.. libraries.SelectMany(library => Items(library.Value, "resource")
                .Select(item => (item.Value.GetProperty("locale").GetString()!, Path.Combine(paths[library.Name], item.Name))))],
            [.. libraries.SelectMany(library => library.Value.TryGetProperty("frameworkReferences", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : []).Distinct()],
            [.. Logs(root, "Warning").Select(log => log.Text)]);

        IEnumerable<string> Files(JsonProperty library, string kind) =>
            Items(library.Value, kind).Where(item => !item.Name.EndsWith("/_._", StringComparison.Ordinal)).Select(item => Path.Combine(paths[library.Name], item.Name));
    }

    /// <summary>What a project needs: the packages that it and the projects it references name, in the versions found, and frameworks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="framework">What the project is built for.</param>
    public static (IReadOnlyList<PackageRequest> Packages, IReadOnlyList<string> Frameworks) Needs(string path, string framework)
    {
        using var document = Parse(path);
        var root = document.RootElement;
        var targets = root.GetProperty("targets").EnumerateObject().Select(target => target.Value).ToArray();
        var alias = root.GetProperty("project").GetProperty("frameworks").EnumerateObject().ToArray();
        var own = alias.FirstOrDefault(item => item.Name == framework) is { Name: not null } found ? found.Value : alias[0].Value;
        var names = Items(own, "dependencies").Select(dependency => dependency.Name)
            .Concat(targets.SelectMany(target => target.EnumerateObject()).Where(library => IsProject(library.Value))
                .SelectMany(library => Items(library.Value, "dependencies").Select(dependency => dependency.Name)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var versions = root.GetProperty("libraries").EnumerateObject().Where(library => !IsProject(library.Value))
            .Select(library => library.Name.Split('/')).Where(parts => names.Contains(parts[0])).Select(parts => new PackageRequest(parts[0], $"[{parts[1]}]"));
        return ([.. versions.DistinctBy(package => package.Name)], [.. Items(own, "frameworkReferences").Select(reference => reference.Name)]);

        static bool IsProject(JsonElement library) => library.TryGetProperty("type", out var type) && type.GetString() == "project";
    }

    /// <summary>The errors of a restore that failed, with their codes; empty when it left no account.</summary>
    public static IReadOnlyList<(string Code, string Text)> Errors(string path)
    {
        if (!File.Exists(path))
            return [];
        using var document = Parse(path);
        return [.. Logs(document.RootElement, "Error")];
    }

    static JsonDocument Parse(string path)
    {
        using var stream = File.OpenRead(path);
        return JsonDocument.Parse(stream);
    }

    static IEnumerable<(string Code, string Text)> Logs(JsonElement root, string level) =>
        root.TryGetProperty("logs", out var logs)
            ? logs.EnumerateArray().Where(log => log.GetProperty("level").GetString() == level)
                .Select(log => (log.GetProperty("code").GetString()!, $"{log.GetProperty("code").GetString()}: {log.GetProperty("message").GetString()}")).Distinct()
            : [];

    static string Folder(string[] folders, string path) =>
        folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists) ?? Path.Combine(folders[0], path);

    static JsonElement.ObjectEnumerator Items(JsonElement library, string kind) => library.TryGetProperty(kind, out var items) ? items.EnumerateObject() : default;

    static bool IsAssembly(string path) => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
}
