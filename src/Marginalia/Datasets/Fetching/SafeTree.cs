using System.Text;

namespace Marginalia.Datasets.Fetching;

/// <summary>
/// The only way from an archive to the disk. Refused: absolute names, <c>..</c>, backslashes, control characters, names that differ only in
/// case, a name that comes twice, devices, and more than the limits allow. Links become copies of files of the same archive.
/// </summary>
sealed class SafeTree(string root, string archive, long packed, long most, UnpackLimits limits)
{
    readonly Dictionary<string, (string Name, bool Folder)> names = [];
    readonly List<(string Name, string Target)> links = [];
    long entries, unpacked;

    /// <summary>Makes a folder.</summary>
    public void AddFolder(string name)
    {
        Count();
        if (Parts(name) is { Length: > 0 } parts)
            Directory.CreateDirectory(Place(parts, folder: true));
    }

    /// <summary>Writes a file, to the end of the stream.</summary>
    /// <param name="name">The name in the archive, with slashes.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="seen">Is given each piece of them.</param>
    /// <returns>How many bytes there were.</returns>
    public long AddFile(string name, Stream content, Action<ReadOnlySpan<byte>>? seen = null)
    {
        Count();
        using var file = new FileStream(NewFile(name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        var buffer = new byte[1 << 17];
        long length = 0;
        for (int count; (count = content.Read(buffer)) > 0; length += count)
        {
            Grow(count, name);
            seen?.Invoke(buffer.AsSpan(0, count));
            file.Write(buffer, 0, count);
        }

        return length;
    }

    /// <summary>Notes a link; <see cref="CopyLinks"/> makes a copy of what it names.</summary>
    /// <param name="name">The link's name.</param>
    /// <param name="target">What it says, from the link's own folder.</param>
    public void AddSymbolicLink(string name, string target)
    {
        var parts = Parts(name);
        if (target.StartsWith('/') || target.Contains('\\'))
            throw Refuse(name, $"is a link to '{target}', out of the data set");
        List<string> walked = [.. parts.SkipLast(1)];
        foreach (string part in target.Split('/').Where(part => part is not ("" or ".")))
            if (part != "..")
                walked.Add(part);
            else if (walked.Count > 0)
                walked.RemoveAt(walked.Count - 1);
            else
                throw Refuse(name, $"is a link to '{target}', out of the data set");
        AddLink(name, string.Join('/', walked));
    }

    /// <summary>Notes a hard link, whose target is a name of the archive.</summary>
    public void AddHardLink(string name, string target) => AddLink(name, string.Join('/', Parts(target)));

    /// <summary>Copies what the links name, when everything else is there.</summary>
    public void CopyLinks()
    {
        foreach (var (name, target) in links)
        {
            if (!names.TryGetValue(Fold(target), out var entry) || entry.Folder || entry.Name != target)
                throw Refuse(name, $"is a link to '{target}', which is no file of the archive");
            using var content = File.OpenRead(Path.Combine(root, target));
            Grow(content.Length, name);
            using var copy = new FileStream(NewFile(name), FileMode.CreateNew);
            content.CopyTo(copy);
        }
    }

    /// <summary>What a damaged or dangerous entry is refused with.</summary>
    public InvalidDataException Refuse(string name, string why) => new($"{Path.GetFileName(archive)}: '{Show(name)}' {why}");

    void AddLink(string name, string target)
    {
        Count();
        links.Add((name, target));
    }

    void Count()
    {
        if (++entries > limits.Entries)
            throw new InvalidDataException($"{Path.GetFileName(archive)}: holds more than {limits.Entries} entries");
    }

    void Grow(long count, string name)
    {
        unpacked += count;
        if (unpacked > most)
            throw Refuse(name, $"brings more than the {most} bytes that the data set may take");
        if (unpacked > limits.Grace && unpacked > packed * limits.Ratio)
            throw Refuse(name, $"brings more than {limits.Ratio:0} bytes for each packed one");
    }

    string NewFile(string name)
    {
        var parts = Parts(name);
        if (parts.Length == 0)
            throw Refuse(name, "is a file without a name");
        string path = Place(parts, folder: false);
        return File.Exists(path) ? throw Refuse(name, "is there already, from another archive") : path;
    }

    // Every folder above is made by us and noted, so none of them is a link.
    string Place(string[] parts, bool folder)
    {
        string path = "";
        for (int depth = 0; depth < parts.Length; depth++)
        {
            bool last = depth == parts.Length - 1;
            path = depth == 0 ? parts[0] : $"{path}/{parts[depth]}";
            if (names.TryGetValue(Fold(path), out var known))
            {
                if (known.Name != path)
                    throw Refuse(path, $"and '{Show(known.Name)}' are one name on some file systems");
                if (!known.Folder || (last && !folder))
                    throw Refuse(path, "comes twice");
            }
            else
                names.Add(Fold(path), (path, !last || folder));
        }

        string full = Path.Combine(root, path);
        Directory.CreateDirectory(folder ? full : Path.GetDirectoryName(full)!);
        return full;
    }

    string[] Parts(string name)
    {
        if (name.StartsWith('/') || (name.Length > 1 && name[1] == ':'))
            throw Refuse(name, "is an absolute name");
        if (name.Any(letter => letter is '\\' || char.IsControl(letter) || letter == '\uFFFD'))
            throw Refuse(name, "has a letter that no name should have");
        string[] parts = [.. name.Split('/').Where(part => part is not ("" or "."))];
        if (parts.Contains(".."))
            throw Refuse(name, "leads out of the data set");
        if (parts.Length > 64 || parts.Any(part => Encoding.UTF8.GetByteCount(part) > 255))
            throw Refuse(name, "is too long or too deep");
        return parts;
    }

    static string Fold(string path) => path.ToUpperInvariant();

    static string Show(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
