namespace TorchSharp;

/// <summary>Writes files so that a failure, or a loss of power, leaves the old file as it was.</summary>
static class SafeFile
{
    /// <summary>Writes to a new file in the same folder, flushes it to the disk, then renames it to <paramref name="location"/>.</summary>
    internal static void Write(string location, Action<Stream> write)
    {
        var target = new FileInfo(location) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : location;
        if (IsDevice(target))
        {
            using var device = File.OpenWrite(target);
            write(device);
            return;
        }
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary); // nothing is left of it unless something failed
        }
    }

    // Renaming over /dev/null would replace it for the whole machine.
    static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>Opens a file for reading from begin to end.</summary>
    /// <exception cref="FileNotFoundException">There is no such file; the message is its name, as in TorchSharp.</exception>
    internal static FileStream OpenRead(string location)
    {
        if (!File.Exists(location)) throw new FileNotFoundException(location, location);
        return new(location, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
    }

    /// <summary>What errors call the source of a stream: the file's name where it is a file.</summary>
    internal static string NameOf(Stream stream) => stream is FileStream file ? file.Name : "the stream";
}
