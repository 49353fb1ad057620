using System.Formats.Tar;
using System.IO.Compression;

namespace TorchSharp.Utils;

/// <summary>Unpacks downloaded files.</summary>
public static class Decompress
{
    /// <summary>Unpacks <c>NAME.gz</c> to <c>NAME</c> in a folder, unless it is there already.</summary>
    public static void DecompressGZipFile(string gzipFileName, string targetDir)
    {
        Directory.CreateDirectory(targetDir);
        var target = Path.Combine(targetDir, Path.GetFileNameWithoutExtension(gzipFileName));
        if (File.Exists(target)) return;
        var part = target + ".part";
        using (var packed = new GZipStream(File.OpenRead(gzipFileName), CompressionMode.Decompress))
        using (var file = File.Create(part))
            packed.CopyTo(file);
        File.Move(part, target);
    }

    /// <summary>Unpacks a <c>.tar.gz</c> archive into a folder. Entries that would land outside it are refused.</summary>
    public static void ExtractTGZ(string gzArchiveName, string destFolder)
    {
        Directory.CreateDirectory(destFolder);
        using var packed = new GZipStream(File.OpenRead(gzArchiveName), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(packed, destFolder, overwriteFiles: true);
    }
}
