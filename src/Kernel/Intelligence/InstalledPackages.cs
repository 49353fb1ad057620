namespace Marginalia.Kernel.Intelligence;

/// <summary>Completes names and versions of NuGet packages from those that are on this machine already; no feed is asked.</summary>
internal static class InstalledPackages
{
    const int Shown = 100;

    static string Folder => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <param name="typed">What has been typed after <c>nuget:</c></param>
    /// <param name="position">Where that ends.</param>
    public static Completions Complete(string typed, int position)
    {
        var comma = typed.IndexOf(',');
        var word = (comma < 0 ? typed : typed[(comma + 1)..]).TrimStart();
        var folder = comma < 0 ? Folder : Path.Combine(Folder, typed[..comma].Trim().ToLowerInvariant());
        if (folder.Contains('\0') || !Directory.Exists(folder))
            return Completions.None(position);
        var found = Directory.GetDirectories(folder).Select(path => Path.GetFileName(path))
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !name.StartsWith('.'));
        var ordered = comma < 0 ? found.Select(name => NameOf(folder, name)).Order(StringComparer.OrdinalIgnoreCase) : found.OrderByDescending(VersionOf);
        return new(position - word.Length, position, [.. ordered.Take(Shown).Select(name => new CompletionItem(name, CompletionKind.Package))]);
    }

    /// <summary>The name as its author writes it; the folder has it in lower case.</summary>
    static string NameOf(string folder, string name) =>
        Directory.GetDirectories(Path.Combine(folder, name)).SelectMany(version => Directory.GetFiles(version, "*.nuspec")).Select(Path.GetFileNameWithoutExtension)
            .FirstOrDefault(own => own!.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;

    static Version VersionOf(string name) => Version.TryParse(name.Split('-')[0], out var version) ? version : new();
}
