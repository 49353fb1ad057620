using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using TorchSharp.Utils;

namespace Marginalia.Torch.Tests.Data;

public sealed class DownloadTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void Numbers_with_the_most_significant_byte_first()
    {
        var reader = new BigEndianReader(new BinaryReader(new MemoryStream([0, 0, 8, 3, 0xff, 0xff, 0xff, 0xfe, 1, 2, 3, 4, 5])));
        Assert.Equal(2051, reader.ReadInt32());
        Assert.Equal(-2, reader.ReadInt32());
        Assert.Equal([2, 1], reader.ReadBigEndianBytes(2));
        Assert.Equal([3], reader.ReadBytes(1));
        Assert.Equal(11, reader.BaseStream.Position);
        Assert.Throws<EndOfStreamException>(() => reader.ReadInt32());
        reader.Close();
        Assert.False(reader.BaseStream.CanRead);
    }

    [Fact]
    public void A_packed_file_is_unpacked_once()
    {
        var packed = Path.Combine(folder, "data.txt.gz");
        using (var stream = new GZipStream(File.Create(packed), CompressionMode.Compress)) stream.Write(Encoding.UTF8.GetBytes("content"));
        var target = Path.Combine(folder, "to");
        Decompress.DecompressGZipFile(packed, target);
        Assert.Equal("content", File.ReadAllText(Path.Combine(target, "data.txt")));
        Assert.Equal(["data.txt"], Directory.GetFiles(target).Select(f => Path.GetFileName(f)));
        File.WriteAllText(Path.Combine(target, "data.txt"), "kept");
        Decompress.DecompressGZipFile(packed, target);
        Assert.Equal("kept", File.ReadAllText(Path.Combine(target, "data.txt")));
    }

    [Theory]
    [InlineData("inside/data.txt", true)]
    [InlineData("../outside.txt", false)]
    public void An_archive_is_unpacked_but_not_outside_its_folder(string name, bool allowed)
    {
        var packed = Path.Combine(folder, "data.tar.gz");
        using (var stream = new GZipStream(File.Create(packed), CompressionMode.Compress))
        using (var writer = new TarWriter(stream))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes("content")) });
        var target = Path.Combine(folder, "to");
        if (allowed) Decompress.ExtractTGZ(packed, target);
        else Assert.ThrowsAny<IOException>(() => Decompress.ExtractTGZ(packed, target));
        Assert.Equal(allowed, File.Exists(Path.Combine(target, "inside", "data.txt")));
        Assert.False(File.Exists(Path.Combine(folder, "outside.txt")));
    }

    public void Dispose() => Directory.Delete(folder, true);
}
