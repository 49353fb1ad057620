namespace Marginalia.Kit.Exporting;

/// <summary>The folder of a gallery: written beside its place and moved there when it is complete, in place of an older gallery only.</summary>
internal sealed class GalleryFolder(string path)
{
    const string List = "gallery.txt", Mark = "Written by ./kit export gallery, which replaces this folder. Its files:";

    /// <summary>The folder's full path; of a link the folder that it leads to.</summary>
    public string Path { get; } = Directory.Exists(path) && Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : System.IO.Path.TrimEndingDirectorySeparator(path);

    /// <summary>Why there must not be a gallery here, as the end of a sentence that begins with the folder; null when there may.</summary>
    public string? Objection
    {
        get
        {
            if (File.Exists(Path)) return "is a file, not a folder";
            if (!Directory.Exists(Path) || !Directory.EnumerateFileSystemEntries(Path).Any()) return null;
            var list = System.IO.Path.Combine(Path, List);
            if (!File.Exists(list) || File.ReadAllLines(list) is not [Mark, .. var ours]) return "is there and is not a gallery";
            var known = ours.ToHashSet(StringComparer.Ordinal);
            return Files(Path).FirstOrDefault(file => !known.Contains(file)) is { } foreign ? $"holds {foreign}, which is not of the gallery" : null;
        }
    }

    /// <summary>Has the new gallery written into a folder beside this one, then puts that in its place.</summary>
    /// <exception cref="IOException">A file cannot be written or moved; the old gallery is then as it was.</exception>
    public void Replace(Action<string> write)
    {
        var parent = System.IO.Path.GetDirectoryName(Path)!;
        var scratch = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(Path)}.{Guid.NewGuid():N}");
        var old = $"{scratch}.old";
        Directory.CreateDirectory(scratch);
        try
        {
            write(scratch);
            File.WriteAllLines(System.IO.Path.Combine(scratch, List), [Mark, List, .. Files(scratch)]);
            if (Directory.Exists(Path)) Directory.Move(Path, old);
            Directory.Move(scratch, Path);
        }
        finally
        {
            if (Directory.Exists(old) && !Directory.Exists(Path)) Directory.Move(old, Path);
            foreach (var left in (string[])[scratch, old])
                if (Directory.Exists(left)) Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>All files below the folder, with forward slashes, in order.</summary>
    static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
