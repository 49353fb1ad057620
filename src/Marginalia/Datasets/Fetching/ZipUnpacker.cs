using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Marginalia.Datasets.Fetching;

/// <summary>Unpacks a zip file.</summary>
static class ZipUnpacker
{
    const int Type = 0xF000, Link = 0xA000, Folder = 0x4000, File = 0x8000;

    /// <exception cref="InvalidDataException">It is damaged or dangerous.</exception>
    public static void Unpack(Stream stream, SafeTree tree)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
            if (entry.FullName != "/" && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))    // Dropbox writes the first, macOS the second
                Add(entry, tree);
        tree.CopyLinks();
    }

    static void Add(ZipArchiveEntry entry, SafeTree tree)
    {
        string name = entry.FullName;
        if (entry.IsEncrypted)
            throw tree.Refuse(name, "is encrypted");
        switch ((entry.ExternalAttributes >> 16) & Type)
        {
            case Link:
                using (var reader = new StreamReader(entry.Open(), Encoding.UTF8))
                    tree.AddSymbolicLink(name, Target(reader));
                break;
            case 0 or Folder or File when name.EndsWith('/'):
                tree.AddFolder(name);
                break;
            case 0 or File:
                AddFile(entry, tree);
                break;
            default:
                throw tree.Refuse(name, "is neither file nor folder nor link");
        }
    }

    static void AddFile(ZipArchiveEntry entry, SafeTree tree)
    {
        var sum = new Crc32();
        using var content = entry.Open();
        long length = tree.AddFile(entry.FullName, content, sum.Append);
        if (length != entry.Length || sum.GetCurrentHashAsUInt32() != entry.Crc32)
            throw tree.Refuse(entry.FullName, "is damaged: its length or its CRC-32 is not what the archive says");
    }

    static string Target(StreamReader reader)
    {
        var text = new char[4096];
        return new string(text, 0, reader.ReadBlock(text));
    }
}
