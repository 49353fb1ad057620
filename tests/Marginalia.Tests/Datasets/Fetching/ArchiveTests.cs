using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using Marginalia.Datasets.Fetching;
using SharpCompress.Compressors.BZip2;

namespace Marginalia.Tests.Datasets.Fetching;

public sealed class ArchiveTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Tree => folder["tree"];

    void Unpack(string name, byte[] bytes, UnpackLimits? limits = null, long most = 1 << 30)
    {
        File.WriteAllBytes(folder[name], bytes);
        Archive.Unpack(folder[name], new(name, bytes.Length), Tree, most, limits ?? new(), cancel: TestContext.Current.CancellationToken);
    }

    string Refused(string name, byte[] bytes, UnpackLimits? limits = null, long most = 1 << 30)
    {
        string message = Assert.Throws<InvalidDataException>(() => Unpack(name, bytes, limits, most)).Message;
        Assert.StartsWith(name + ":", message);
        Assert.Equal(new[] { name, "tree" }.Order(), Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        return message;
    }

    string[] Files() => [.. Directory.GetFiles(Tree, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Tree, path)).Order(StringComparer.Ordinal)];

    static byte[] Tar(params TarEntry[] entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
            foreach (var entry in entries)
                writer.WriteEntry(entry);
        return stream.ToArray();
    }

    static PaxTarEntry Entry(string name, byte[] content) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    static PaxTarEntry Entry(TarEntryType type, string name, string? link = null)
    {
        var entry = new PaxTarEntry(type, name);
        if (link is not null)
            entry.LinkName = link;
        return entry;
    }

    static byte[] Zip(params (string Name, byte[] Content, int Attributes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content, attributes) in entries)
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = attributes << 16;
                using var body = entry.Open();
                body.Write(content);
            }

        return stream.ToArray();
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var packer = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            packer.Write(bytes);
        return stream.ToArray();
    }

    static byte[] Bzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var packer = BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Compress, false, leaveOpen: true))
            packer.Write(bytes);
        return stream.ToArray();
    }

    static readonly byte[] text = "some text"u8.ToArray();
    static readonly byte[] plain = Tar(Entry(TarEntryType.Directory, "a/"), Entry("a/b.txt", text), Entry("./c.txt", [.. text, .. text]), Entry("ä/empty", []));

    // tar -cJf x.tar.xz a/b.txt, as xz-utils 5 packs it
    const string Xz = "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AGxdADCLyEMN8WP3aTfuyzd/GXIVqY2SEODMZnMCVNznH41rerPQ3W6OT5X5iuiCYwc9B+7dsAe95CMnBs6SxF5GB1iXQcTuuHTbaxUYmOq6qHesK2Jiqw3ZAZLzBBJuWkq+Q76Ld6BXRs6GjeiDAAB8xCMga07gFgABiAGAUAAAU/MzjbHEZ/sCAAAAAARZWg==";

    [Theory]
    [InlineData("x.tar")]
    [InlineData("x.tar.gz")]
    [InlineData("x.TGZ")]
    [InlineData("x.tar.bz2")]
    public void Every_kind_of_tar_is_unpacked(string name)
    {
        Unpack(name, name[^3..].ToUpperInvariant() switch { "TAR" => plain, "BZ2" => Bzip(plain), _ => Gzip(plain) });
        Assert.Equal(["a/b.txt", "c.txt", "ä/empty"], Files());
        Assert.Equal("some textsome text", File.ReadAllText(Path.Combine(Tree, "c.txt")));
    }

    [Fact]
    public void Xz_is_unpacked()
    {
        Unpack("x.tar.xz", Convert.FromBase64String(Xz));
        Assert.Equal(["a/b.txt"], Files());
        Assert.Equal("some text", File.ReadAllText(Path.Combine(Tree, "a/b.txt")));
    }

    [Fact]
    public void A_zip_is_unpacked_without_the_marks_of_macOS_and_Dropbox()
    {
        Unpack("x.zip", Zip(("/", [], 0), ("a/", [], 0x4000), ("a/b.txt", text, 0x8000), ("a/c.txt", text, 0), ("__MACOSX/a/._b.txt", text, 0)));
        Assert.Equal(["a/b.txt", "a/c.txt"], Files());
    }

    [Fact]
    public void A_packed_single_file_loses_its_ending_and_any_other_file_is_copied()
    {
        Unpack("train-labels.gz", Gzip(text));
        Unpack("plain.mat", text);
        Assert.Equal(["plain.mat", "train-labels"], Files());
        Assert.Equal(text, File.ReadAllBytes(Path.Combine(Tree, "train-labels")));
    }

    public static TheoryData<string, string> BadNames => new()
    {
        { "/etc/x", "absolute" },
        { "C:/x", "absolute" },
        { "../x", "out of the data set" },
        { "a/../../x", "out of the data set" },
        { "a/../x", "out of the data set" },
        { "..\\x", "letter" },
        { "a\u0001b", "letter" },
        { new string('n', 256), "too long" },
        { string.Join('/', Enumerable.Repeat("d", 65)), "too deep" },
    };

    [Theory]
    [MemberData(nameof(BadNames))]
    public void Names_that_lead_elsewhere_are_refused(string name, string why)
    {
        Assert.Contains(why, Refused("x.tar", Tar(Entry(name, text))));
        Directory.Delete(Tree, true);
        File.Delete(folder["x.tar"]);
        Assert.Contains(why, Refused("x.zip", Zip((name, text, 0))));
    }

    [Theory]
    [InlineData("a", "a", "twice")]
    [InlineData("a", "./a", "twice")]
    [InlineData("a", "A", "one name")]
    [InlineData("d/a", "D/b", "one name")]
    [InlineData("a", "a/b", "twice")]
    [InlineData("a/b", "a", "twice")]
    public void Names_that_come_twice_are_refused(string first, string second, string why)
    {
        Assert.Contains(why, Refused("x.tar", Tar(Entry(first, text), Entry(second, text))));
        Directory.Delete(Tree, true);
        File.Delete(folder["x.tar"]);
        Assert.Contains(why, Refused("x.zip", Zip((first, text, 0), (second, text, 0))));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "/etc/passwd")]
    [InlineData(TarEntryType.SymbolicLink, "../../outside")]
    [InlineData(TarEntryType.SymbolicLink, "d/../../../outside")]
    [InlineData(TarEntryType.SymbolicLink, "missing")]
    [InlineData(TarEntryType.SymbolicLink, ".")]
    [InlineData(TarEntryType.HardLink, "/etc/passwd")]
    [InlineData(TarEntryType.HardLink, "../outside")]
    [InlineData(TarEntryType.HardLink, "missing")]
    public void Links_out_of_the_tree_or_to_nothing_are_refused(TarEntryType type, string target)
    {
        Refused("x.tar", Tar(Entry("d/file", text), Entry(type, "d/link", target)));
        Assert.DoesNotContain("d/link", Files());
    }

    [Fact]
    public void Links_to_files_of_the_archive_become_copies()
    {
        Unpack("x.tar", Tar(Entry(TarEntryType.SymbolicLink, "d/early", "../e/file"), Entry("e/file", text), Entry(TarEntryType.HardLink, "hard", "e/file")));
        Assert.Equal(["d/early", "e/file", "hard"], Files());
        Assert.All(Files(), file => Assert.Null(new FileInfo(Path.Combine(Tree, file)).LinkTarget));
        File.WriteAllText(Path.Combine(Tree, "hard"), "changed");
        Assert.Equal(text, File.ReadAllBytes(Path.Combine(Tree, "e/file")));
    }

    [Fact]
    public void Nothing_is_written_through_a_link()
    {
        Directory.CreateDirectory(folder["outside"]);
        var bytes = Tar(Entry(TarEntryType.SymbolicLink, "door", "../outside"), Entry("door/file", text));
        File.WriteAllBytes(folder["x.tar"], bytes);
        Assert.Throws<InvalidDataException>(() => Archive.Unpack(folder["x.tar"], new("x.tar", 0), Tree, 1 << 20, new(), cancel: TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFileSystemEntries(folder["outside"]));
        Refused2("x.zip", Zip(("door", "../outside"u8.ToArray(), 0xA000), ("door/file", text, 0)));
        Assert.Empty(Directory.GetFileSystemEntries(folder["outside"]));

        void Refused2(string name, byte[] zip)
        {
            File.WriteAllBytes(folder[name], zip);
            Assert.Throws<InvalidDataException>(() => Archive.Unpack(folder[name], new(name, 0), folder["other"], 1 << 20, new(), cancel: TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    [InlineData(TarEntryType.Fifo)]
    public void Devices_are_refused(TarEntryType type) => Assert.Contains("neither file nor folder", Refused("x.tar", Tar(Entry("a", text), Entry(type, "device"))));

    [Fact]
    public void Devices_in_a_zip_are_refused() => Assert.Contains("neither file nor folder", Refused("x.zip", Zip(("device", [], 0x2000))));

    [Fact]
    public void Bombs_are_refused_by_ratio_by_size_and_by_count()
    {
        var zeros = new byte[300_000];
        Assert.Contains("for each packed one", Refused("x.zip", Zip(("zeros", zeros, 0)), new(Grace: 100_000, Ratio: 100)));
        Start("x.zip");
        Assert.Contains("for each packed one", Refused("x.tar.gz", Gzip(Tar(Entry("zeros", zeros))), new(Grace: 100_000, Ratio: 100)));
        Start("x.tar.gz");
        Assert.Contains("more than the 299999 bytes", Refused("x.zip", Zip(("zeros", zeros, 0)), most: 299_999));
        Start("x.zip");
        Assert.Contains("more than 3 entries", Refused("x.tar", Tar([.. "abcd".Select(letter => Entry($"{letter}", []))]), new(Entries: 3)));
        Start("x.tar");
        Assert.Contains("more than 3 entries", Refused("x.zip", Zip([.. "abcd".Select(letter => ($"{letter}/", Array.Empty<byte>(), 0))]), new(Entries: 3)));
        Start("x.zip");
        Unpack("x.zip", Zip(("zeros", zeros, 0)), new(Grace: 400_000, Ratio: 100));

        void Start(string name)
        {
            Directory.Delete(Tree, true);
            File.Delete(folder[name]);
        }
    }

    [Fact]
    public void Copies_of_links_count_as_bytes() =>
        Assert.Contains("more than the 25000 bytes", Refused("x.tar", Tar([Entry("a", new byte[10_000]), .. "bcd".Select(letter => Entry(TarEntryType.HardLink, $"{letter}", "a"))]), most: 25_000));

    public static TheoryData<string, int> Cuts
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in new[] { "x.tar", "x.tar.gz", "x.tar.bz2", "x.zip" })
                for (int part = 1; part < 8; part++)
                    data.Add(name, part);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void What_was_cut_off_is_refused(string name, int eighths)
    {
        var noise = new byte[20_000];
        new Random(eighths).NextBytes(noise);
        var whole = Tar(Entry("a", noise), Entry("b", noise[..512]));
        byte[] bytes = name switch { "x.tar" => whole[..^1024], "x.tar.gz" => Gzip(whole), "x.tar.bz2" => Bzip(whole), _ => Zip(("a", noise, 0), ("b", noise, 0)) };
        Refused(name, bytes[..(bytes.Length * eighths / 8)]);
    }

    [Fact]
    public void A_tar_without_its_end_is_refused()
    {
        foreach (int length in new[] { 0, 512 })
        {
            Assert.Contains("is damaged", Refused("x.tar", new byte[length]));
            Directory.Delete(Tree, true);
            File.Delete(folder["x.tar"]);
        }
    }

    [Fact]
    public void A_tar_that_was_cut_between_two_entries_is_refused()
    {
        var (one, two) = (Tar(Entry("a", text)), Tar(Entry("a", text), Entry("b", text)));
        Assert.Contains("is damaged", Refused("x.tar", two[..(one.Length - 1024)]));
    }

    [Fact]
    public void A_changed_byte_is_noticed_where_the_archive_has_sums()
    {
        var noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        var zip = Zip(("a", noise, 0));
        zip[10_000] ^= 1;
        Refused("x.zip", zip);
        Directory.Delete(Tree, true);
        File.Delete(folder["x.zip"]);
        var gzip = Gzip(Tar(Entry("a", noise)));
        BinaryPrimitives.WriteInt32LittleEndian(gzip.AsSpan(gzip.Length - 8), 0);
        Refused("x.tar.gz", gzip);
    }

    [Theory]
    [InlineData("99999999999999")] // ticks that no integer holds
    [InlineData("500000000000.0")] // and ones after the year 9999
    public void A_time_that_no_calendar_has_is_damage(string seconds)
    {
        var tar = Tar(new PaxTarEntry(TarEntryType.RegularFile, "a") { DataStream = new MemoryStream(text), ModificationTime = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000.125) });
        System.Text.Encoding.ASCII.GetBytes(seconds).CopyTo(tar, tar.AsSpan().IndexOf("mtime=1700000000.125"u8) + "mtime=".Length);
        Assert.Contains("is damaged", Refused("x.tar", tar));
    }

    [Fact]
    public void Any_bytes_at_all_are_unpacked_or_refused_and_never_leave_the_tree()
    {
        var random = new Random(5);
        byte[][] seeds = [plain, Gzip(plain), Bzip(plain), Zip(("a/b", text, 0x8000), ("l", "a/b"u8.ToArray(), 0xA000)), Convert.FromBase64String(Xz)];
        string[] names = ["x.tar", "x.tgz", "x.tar.bz2", "x.zip", "x.tar.xz"];
        for (int run = 0; run < 400; run++)
        {
            var bytes = (byte[])seeds[run % 5].Clone();
            for (int change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Unpack(names[run % 5], bytes, new(Entries: 100), most: 1 << 22);
            }
            catch (InvalidDataException refused)
            {
                Assert.StartsWith(names[run % 5] + ":", refused.Message);
            }

            Assert.Equal([names[run % 5], "tree"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).OrderDescending());
            Directory.Delete(Tree, true);
            File.Delete(folder[names[run % 5]]);
        }
    }
}
