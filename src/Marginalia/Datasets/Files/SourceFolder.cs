namespace Marginalia.Datasets.Files;

/// <summary>Finds files and folders of data sets; all lists are in ordinal order, so that they are the same on every machine.</summary>
internal static class SourceFolder
{
    /// <summary>The kinds of images that data sets are made of; only PNG and JPEG can be read, the others are listed so that reading them fails loudly.</summary>
    private static readonly string[] ImageExtensions = [".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp"];

    /// <summary>The first of several files or folders that is there.</summary>
    /// <param name="root">The folder of the data set.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="candidates">Where it may lie, relative to <paramref name="root"/>.</param>
    /// <exception cref="DatasetException">None is there.</exception>
    public static string Find(string root, string what, params IEnumerable<string> candidates)
    {
        Check(root, what);
        return TryFind(root, candidates)
            ?? throw new DatasetException(root, $"{what} is missing; expected {string.Join(" or ", candidates)} in this folder");
    }

    /// <summary>Refuses the folder of a data set that is not there.</summary>
    /// <exception cref="DatasetException">It is not there.</exception>
    public static void Check(string root, string what)
    {
        if (!Directory.Exists(root))
            throw new DatasetException(root, $"there is no such folder; expected the folder that holds {what}");
    }

    /// <summary>The first of several files or folders that is there; null where none is.</summary>
    public static string? TryFind(string root, params IEnumerable<string> candidates) =>
        candidates.Select(candidate => Path.Combine(root, candidate)).FirstOrDefault(Path.Exists);

    /// <summary>Names of the folders in a folder, without hidden ones.</summary>
    public static string[] Folders(string folder) => Sorted(Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!));

    /// <summary>Paths of the images in a folder and in those below it, without hidden ones.</summary>
    public static string[] Images(string folder) => Sorted(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => ImageExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)));

    private static string[] Sorted(IEnumerable<string> paths)
    {
        string[] sorted = [.. paths.Where(path => !Path.GetFileName(path).StartsWith('.'))];
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}
