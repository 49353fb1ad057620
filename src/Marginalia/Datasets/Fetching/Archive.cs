using System.IO.Compression;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;

namespace Marginalia.Datasets.Fetching;

/// <summary>Unpacks .zip, .tar, .tar.gz, .tgz, .tar.bz2, .tar.xz and .gz through a <see cref="SafeTree"/>; any other file is copied.</summary>
static class Archive
{
    /// <summary>Unpacks into a folder.</summary>
    /// <param name="path">Where the archive lies.</param>
    /// <param name="file">What it is.</param>
    /// <param name="folder">Where to; made if it is missing.</param>
    /// <param name="most">Bytes that it may unpack to.</param>
    /// <param name="limits">What else it may hold at most.</param>
    /// <param name="read">Is told how many of the archive's bytes are done.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="InvalidDataException">It is damaged or dangerous; the message names it.</exception>
    public static void Unpack(string path, RemoteFile file, string folder, long most, UnpackLimits limits, Action<long>? read = null, CancellationToken cancel = default)
    {
        string name = file.Name;
        Directory.CreateDirectory(folder);
        var tree = new SafeTree(folder, name, new FileInfo(path).Length, most, limits);
        using var packed = new WatchedStream(File.OpenRead(path), read, cancel: cancel);
        try
        {
            switch (file.Unpack ? Kind(name) : "")
            {
                case ".zip":
                    ZipUnpacker.Unpack(packed, tree);
                    break;
                case ".tar":
                    TarUnpacker.Unpack(packed, tree);
                    break;
                case ".tar.gz" or ".tgz":
                    using (var stream = new GZipStream(packed, CompressionMode.Decompress))
                        TarUnpacker.Unpack(stream, tree);
                    break;
                case ".tar.bz2":
                    using (var stream = BZip2Stream.Create(packed, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true))
                        TarUnpacker.Unpack(stream, tree);
                    break;
                case ".tar.xz":
                    using (var stream = new XZStream(packed))
                        TarUnpacker.Unpack(stream, tree);
                    break;
                case ".gz":
                    using (var stream = new GZipStream(packed, CompressionMode.Decompress))
                        tree.AddFile(name[..^3], stream);
                    break;
                default:
                    tree.AddFile(name, packed);
                    break;
            }
        }
        catch (Exception damage) when (damage is EndOfStreamException or FormatException or SharpCompress.Common.SharpCompressException or IndexOutOfRangeException
            or OverflowException or ArgumentOutOfRangeException // times that no calendar has
            || (damage is InvalidDataException && !damage.Message.StartsWith(name + ":", StringComparison.Ordinal)))
        {
            throw new InvalidDataException($"{name}: is damaged: {damage.Message}", damage);
        }
    }

    /// <summary>The ending that says how a file is packed; empty where it is not.</summary>
    public static string Kind(string name) =>
        new[] { ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".gz" }.FirstOrDefault(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ?? "";
}
