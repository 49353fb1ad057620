namespace Marginalia.Datasets.Fetching;

/// <summary>Files that the user has fetched and points to with --from.</summary>
static class ByHand
{
    /// <summary>The files that are given, by what they are.</summary>
    /// <exception cref="FetchException">One that no address is known for is missing, or one has the wrong size or sum.</exception>
    public static Dictionary<RemoteFile, string> Find(Recipe recipe, ScriptOptions options, FetchSettings settings, CancellationToken cancel)
    {
        foreach (string path in options.From)
            if (!Directory.Exists(path) && !recipe.Files.Any(file => File.Exists(path) && Path.GetFileName(path) == file.Name))
                throw new FetchException($"--from {path}: expected a folder, or one of the files {string.Join(", ", recipe.Files.Select(file => file.Name))}", 2);
        var found = new Dictionary<RemoteFile, string>();
        foreach (var file in recipe.Files)
            if (options.From.Select(path => Directory.Exists(path) ? Path.Combine(path, file.Name) : path)
                    .FirstOrDefault(path => Path.GetFileName(path) == file.Name && File.Exists(path)) is { } there)
                found[file] = Checked(file, there, settings, cancel);
        var missing = recipe.Files.Where(file => file.Urls.Count == 0 && !found.ContainsKey(file) && !Waiting(options, file)).ToList();
        if (missing.Count == 0)
            return found;
        throw new FetchException(string.Join(Environment.NewLine, [
            $"{recipe.Name}: to be fetched by hand, for a script cannot:",
            .. missing.Select(file => $"  {file.Name}{(file.Size > 0 ? $" ({ProgressLine.Bytes(file.Size)})" : "")}: {file.ByHand}"),
            "Then run the same command with --from FOLDER, the folder that they are in."]), 2);
    }

    // A mirror may have what the owner gives only to those who log in.
    static bool Waiting(ScriptOptions options, RemoteFile file) => options.Mirrors.Count > 0 && options.Mirrors.All(mirror => Redirects.Allowed(mirror, file));

    static string Checked(RemoteFile file, string path, FetchSettings settings, CancellationToken cancel)
    {
        long size = new FileInfo(path).Length;
        if (file.Size > 0 && size != file.Size)
            throw new FetchException($"{path}: has {size} bytes; expected {file.Size}: fetch it again. {file.ByHand}");
        return Checksum.Mismatch(file, path, settings, cancel) is { } mismatch
            ? throw new FetchException($"{path}: {mismatch}: fetch it again. {file.ByHand}")
            : path;
    }
}
