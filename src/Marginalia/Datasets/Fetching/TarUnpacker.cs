using System.Formats.Tar;

namespace Marginalia.Datasets.Fetching;

/// <summary>Unpacks a tar stream.</summary>
static class TarUnpacker
{
    // An archive ends with two blocks of zeros; one that was cut between two entries has none.
    const int EndMark = 1024;

    /// <exception cref="InvalidDataException">It is damaged or dangerous.</exception>
    public static void Unpack(Stream stream, SafeTree tree)
    {
        var watched = new WatchedStream(stream, forward: true);
        using var reader = new TarReader(watched, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
            Add(entry, tree);
        var rest = new byte[1 << 16];
        while (watched.Read(rest) > 0)
        {
            // to the end, where compressed streams have their sums
        }

        if (watched.TrailingZeros < EndMark)
            throw new InvalidDataException("it ends too early");
        tree.CopyLinks();
    }

    static void Add(TarEntry entry, SafeTree tree)
    {
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                tree.AddFolder(entry.Name);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                long length = tree.AddFile(entry.Name, entry.DataStream ?? Stream.Null);
                if (length != entry.Length)
                    throw tree.Refuse(entry.Name, $"ends after {length} of {entry.Length} bytes");
                break;
            case TarEntryType.SymbolicLink:
                tree.AddSymbolicLink(entry.Name, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                tree.AddHardLink(entry.Name, entry.LinkName);
                break;
            case TarEntryType.GlobalExtendedAttributes:
                break;
            default:
                throw tree.Refuse(entry.Name, $"is neither file nor folder nor link ({entry.EntryType})");
        }
    }
}
