namespace Marginalia.Datasets.Files;

/// <summary>Writes files so that a failure, or a loss of power, leaves the old file as it was.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a new file in the same folder, flushes it to the disk, then renames it to <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="temporary">
    /// Name of the new file; null is one of its own for every call, so that several may write the same file at once. With one name for all calls, what a
    /// killed one leaves behind is overwritten by the next.
    /// </param>
    public static void Write(string path, Action<Stream> write, string? temporary = null)
    {
        temporary ??= $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
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
