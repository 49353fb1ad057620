namespace Marginalia.Kit;

/// <summary>The repository that kit works on, and the folder that the user is in.</summary>
internal sealed class Workspace(string root, string userFolder)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Notebooks => Path.Combine(Root, "notebooks");

    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Where the launcher had things built: artifacts/, or a folder of the provider's in it.</summary>
    public string Build => Environment.GetEnvironmentVariable("MARGINALIA_BUILD") is { Length: > 0 } build ? build : Artifacts;

    /// <summary>The workspace that <c>MARGINALIA_ROOT</c> names, otherwise the one around the program or the current folder.</summary>
    /// <exception cref="DirectoryNotFoundException">No folder with <c>Marginalia.slnx</c> was found.</exception>
    public static Workspace Find()
    {
        var here = Directory.GetCurrentDirectory();
        if (Environment.GetEnvironmentVariable("MARGINALIA_ROOT") is { Length: > 0 } root) return new(root, here);
        foreach (var start in (string[])[AppContext.BaseDirectory, here])
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Marginalia.slnx")))
                    return new(folder.FullName, here);
        throw new DirectoryNotFoundException($"No Marginalia.slnx in {here} or above it; start kit through ./kit, or set MARGINALIA_ROOT to the repository.");
    }

    /// <summary>The full path of what the user typed.</summary>
    public string FullPath(string typed) => Path.GetFullPath(typed, userFolder);

    /// <summary>A path as the user can type or click it: relative to the user's folder, unless that is longer.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(userFolder, path);
        return relative.Length < path.Length ? relative : path;
    }

    /// <summary>All notebooks under notebooks/, in path order.</summary>
    public IReadOnlyList<string> AllNotebooks() => Directory.Exists(Notebooks) ? NotebooksIn(Notebooks) : [];

    /// <summary>All notebooks in a folder and below, in path order.</summary>
    public static IReadOnlyList<string> NotebooksIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.ipynb", SearchOption.AllDirectories)
            .Where(path => !path.Contains(".ipynb_checkpoints", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
