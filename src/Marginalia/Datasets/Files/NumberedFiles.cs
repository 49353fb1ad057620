namespace Marginalia.Datasets.Files;

/// <summary>The layout of MTAN's data sets: in each folder one array per example, <c>0.npy</c>, <c>1.npy</c>, ...</summary>
internal static class NumberedFiles
{
    /// <summary>Number of examples: one more than the greatest number in any of the folders, so that what is missing in one is noticed.</summary>
    /// <exception cref="DatasetException">There is no file.</exception>
    public static int Count(IReadOnlyList<string> folders)
    {
        int greatest = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.npy"))
            .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), out int number) && number >= 0 ? number : -1).DefaultIfEmpty(-1).Max();
        return greatest >= 0 ? greatest + 1 : throw new DatasetException(folders[0], "there is no array in this folder; expected 0.npy, 1.npy, ...");
    }

    /// <summary>The folders of a part, each where it is first found.</summary>
    /// <exception cref="DatasetException">Folders are missing; it names all of them.</exception>
    public static string[] Folders(string root, string set, string part, params string[] names)
    {
        string folder = SourceFolder.Find(root, $"the part {part} of {set}", part);
        string[] missing = [.. names.Where(name => !Directory.Exists(Path.Combine(folder, name))).Select(name => $"{Path.Combine(folder, name)}: there is no such folder; expected the arrays 0.npy, 1.npy, ... of {set}")];
        return missing.Length == 0 ? [.. names.Select(name => Path.Combine(folder, name))] : throw new DatasetException(missing);
    }
}
