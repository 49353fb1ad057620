namespace Marginalia.Datasets.Fetching;

/// <summary>
/// The work place of a run: DIR.partial beside DIR, with the files that have come (files/) and the tree that is being unpacked (tree/). One run at a
/// time. DIR itself is there only when it is complete: the tree gets that name at the very end.
/// </summary>
sealed class Staging : IDisposable
{
    readonly string target, folder;
    readonly FileStream hold;

    Staging(string target, string folder, FileStream hold)
    {
        (this.target, this.folder, this.hold) = (target, folder, hold);
        Directory.CreateDirectory(Files);
    }

    public string Files => Path.Combine(folder, "files");

    public string Tree => Path.Combine(folder, "tree");

    /// <summary>The work place that belongs to a target folder.</summary>
    public static string FolderOf(string target) => Path.TrimEndingDirectorySeparator(target) + ".partial";

    /// <summary>Makes the work place, or takes up the one that an interrupted run has left.</summary>
    /// <exception cref="FetchException">Another run works there.</exception>
    public static Staging Open(string target)
    {
        string folder = FolderOf(target);
        try
        {
            Directory.CreateDirectory(folder);
            return new(target, folder, new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FetchException($"{folder}: cannot be worked in: another run may be at work on it, or it cannot be written ({refused.Message})", cause: refused);
        }
    }

    /// <summary>An empty tree.</summary>
    public string NewTree()
    {
        if (Directory.Exists(Tree))
            Directory.Delete(Tree, recursive: true);
        return Directory.CreateDirectory(Tree).FullName;
    }

    /// <summary>The tree becomes the target; what is left of the work goes.</summary>
    public void Publish()
    {
        if (Directory.Exists(target))
            Directory.Delete(target);
        Directory.Move(Tree, target);
        Remove();
    }

    /// <summary>Throws the work place away.</summary>
    public void Remove()
    {
        foreach (string below in Directory.GetDirectories(folder))
            Directory.Delete(below, recursive: true);
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => hold.Dispose();
}
