namespace Marginalia.Datasets.Files;

/// <summary>Writes files so that a failure, or a loss of power, leaves the old file as it was.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a new file in the same folder, flushes it to the disk, then renames it to <paramref name="path"/>.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary); // nothing is left of it unless something failed
        }
    }
}
