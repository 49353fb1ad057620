using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Marginalia.Datasets.Files;

namespace Marginalia.Training;

/// <summary>The file of a checkpoint: 8 bytes that say what it is, the version (int32, little endian), the content, and the SHA-256 of all before it.</summary>
internal static class CheckpointFile
{
    /// <summary>Grows whenever the content changes.</summary>
    public const int Version = 1;

    private const int HeaderLength = 12;

    private static ReadOnlySpan<byte> Mark => "MARGCKPT"u8;

    /// <summary>Writes a new file beside the old one, flushes it to the disk, then renames it to <paramref name="path"/>.</summary>
    public static void Write(string path, Action<BinaryWriter> content) => AtomicFile.Write(path, stream =>
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashing, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Mark);
            writer.Write(Version);
            content(writer);
        }

        stream.Write(hash.Hash);
    }, temporary: path + ".new");

    /// <summary>Reads the content, once all of the file is known to be what was written.</summary>
    /// <exception cref="CheckpointException">It is not.</exception>
    public static T Read<T>(string path, Func<BinaryReader, T> content)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        Check(path, stream);
        stream.Position = HeaderLength;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var result = content(reader);
        return stream.Position == stream.Length - SHA256.HashSizeInBytes ? result : throw Damaged(path, "it holds more than is read");
    }

    private static void Check(string path, FileStream stream)
    {
        if (stream.Length < HeaderLength + SHA256.HashSizeInBytes)
            throw Damaged(path, $"it has {stream.Length} bytes");
        var header = new byte[HeaderLength];
        stream.ReadExactly(header);
        if (!header.AsSpan(0, Mark.Length).SequenceEqual(Mark))
            throw Damaged(path, "it does not begin as checkpoints do");
        if (BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(Mark.Length)) is var version && version != Version)
            throw new CheckpointException($"{path} is a checkpoint of version {version}, this program reads version {Version}; go on with the program that wrote it, or delete the file to begin anew.");

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        var buffer = new byte[1 << 16];
        for (long left = stream.Length - SHA256.HashSizeInBytes - HeaderLength; left > 0;)
        {
            int count = (int)Math.Min(left, buffer.Length);
            stream.ReadExactly(buffer, 0, count);
            hash.AppendData(buffer, 0, count);
            left -= count;
        }

        var written = new byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(written);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(written))
            throw Damaged(path, "its checksum is wrong");
    }

    private static CheckpointException Damaged(string path, string why) =>
        new($"{path} is no checkpoint, or a damaged one: {why}; delete the file to begin anew.");
}
