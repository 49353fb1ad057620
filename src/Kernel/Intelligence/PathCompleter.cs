namespace Marginalia.Kernel.Intelligence;

/// <summary>Completes paths, relative to the working folder.</summary>
internal static class PathCompleter
{
    const int Shown = 200;

    /// <param name="typed">What has been typed of the path.</param>
    /// <param name="position">Where that ends.</param>
    /// <param name="extensions">Of the files to list, besides folders.</param>
    public static Completions Complete(string typed, int position, params string[] extensions)
    {
        var cut = typed.LastIndexOf('/') + 1;
        var (folder, name) = (typed[..cut], typed[cut..]);
        if (folder.Contains('\0'))
            return Completions.None(position);
        var full = Path.GetFullPath(folder == "" ? "." : folder);
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 };
        var entries = !Directory.Exists(full) ? [] : new DirectoryInfo(full).EnumerateFileSystemInfos("*", options)
            .Where(entry => entry.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (name.StartsWith('.') || !entry.Name.StartsWith('.')))
            .Where(entry => entry is DirectoryInfo || extensions.Contains(entry.Extension.ToLowerInvariant()))
            .OrderBy(entry => entry is DirectoryInfo).ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).Take(Shown);
        return new(position - name.Length, position,
            [.. entries.Select(entry => entry is DirectoryInfo ? new CompletionItem(entry.Name + "/", CompletionKind.Folder) : new CompletionItem(entry.Name, CompletionKind.File))]);
    }
}
