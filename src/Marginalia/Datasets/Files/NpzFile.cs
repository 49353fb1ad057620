using System.IO.Compression;
using System.IO.Hashing;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>Reads and writes several NumPy arrays in one <c>.npz</c> file: a zip archive of <c>.npy</c> files, deflated or not.</summary>
public static class NpzFile
{
    /// <summary>Deflate makes at most 1032 bytes of one.</summary>
    private const long MaxRatio = 1032;

    /// <summary>The arrays of a file by name; the caller owns the tensors. Types are those of <see cref="NpyFile.Read(string)"/>.</summary>
    /// <exception cref="DatasetException">The file or an array in it is missing or damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            Visit(path, entry => tensors.Add(NameOf(entry), ReadEntry(entry, path)));
        }
        catch
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            throw;
        }

        return tensors;
    }

    /// <summary>One array of a file; the caller owns the tensor.</summary>
    /// <exception cref="DatasetException">The file is damaged or has no such array.</exception>
    public static Tensor Read(string path, string name)
    {
        Tensor? tensor = null;
        var names = new List<string>();
        Visit(path, entry =>
        {
            names.Add(NameOf(entry));
            if (names[^1] == name)
                tensor = ReadEntry(entry, path);
        });
        return tensor ?? throw new DatasetException(path, $"there is no array '{name}'; there are {string.Join(", ", names)}");
    }

    /// <summary>Writes tensors by name. The old file stays until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">Name and tensor.</param>
    /// <param name="compress">Whether to deflate them.</param>
    /// <exception cref="ArgumentException">A type of elements is not one of NumPy's, or a name occurs twice.</exception>
    public static void Write(string path, IEnumerable<(string Name, Tensor Tensor)> arrays, bool compress = true)
    {
        var list = arrays.ToList();
        list.ForEach(array => NpyType.Of(array.Tensor.dtype));
        if (list.GroupBy(array => array.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"NpzFile: two arrays are named '{twice.Key}'.", nameof(arrays));
        AtomicFile.Write(path, file =>
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, tensor) in list)
            {
                using var stream = archive.CreateEntry(name + ".npy", compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                NpyFile.Write(stream, tensor);
            }
        });
    }

    private static string NameOf(ZipArchiveEntry entry) => entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;

    private static void Visit(string path, Action<ZipArchiveEntry> visit)
    {
        using var file = SourceFile.Open(path);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            var seen = new HashSet<string>();
            foreach (var entry in archive.Entries)
            {
                if (!seen.Add(NameOf(entry)))
                    throw new DatasetException(path, $"two arrays are named '{NameOf(entry)}'");
                visit(entry);
            }
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException(path, $"this is no whole zip archive of NumPy arrays: {error.Message}", error);
        }
    }

    private static Tensor ReadEntry(ZipArchiveEntry entry, string path)
    {
        string file = $"{path}/{entry.FullName}";
        if (entry.CompressedLength > new FileInfo(path).Length || entry.Length > (entry.CompressedLength + 1) * MaxRatio)
            throw new DatasetException(file, $"the archive speaks of {entry.Length} bytes, which {entry.CompressedLength} compressed bytes cannot hold");
        using var raw = entry.Open();
        using var stream = new CheckedStream(raw);
        var tensor = NpyFile.Read(stream, entry.Length, file);
        if (stream.Sum == entry.Crc32)
            return tensor;
        tensor.Dispose();
        throw new DatasetException(file, "the bytes do not have the archive's checksum; the file is damaged");
    }

    /// <summary>Passes bytes on and sums them up.</summary>
    private sealed class CheckedStream(Stream source) : Stream
    {
        private readonly Crc32 sum = new();

        public uint Sum => sum.GetCurrentHashAsUInt32();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => source.Length;

        public override long Position
        {
            get => source.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            int read = source.Read(buffer);
            sum.Append(buffer[..read]);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => source.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
