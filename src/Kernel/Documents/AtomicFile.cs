using System.Text;

namespace Marginalia.Kernel.Documents;

/// <summary>Files that are either the old or the new text, never a part of one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file in the same folder, flushes it to the disk and renames it over the old one.</summary>
    public static void Write(string path, string text)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target) && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } link)
            target = link.FullName;
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
