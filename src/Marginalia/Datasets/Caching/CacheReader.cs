using System.Buffers;
using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Text.Json;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Caching;

/// <summary>A cache file, mapped into memory: only what is read is loaded, and processes share it.</summary>
internal sealed class CacheReader : IDisposable
{
    private readonly MemoryMappedFile map;
    private readonly MemoryMappedViewAccessor view;

    private CacheReader(FileStream file, CacheHeader header)
    {
        Header = header;
        map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    public CacheHeader Header { get; }

    /// <summary>Opens a file and checks all of it.</summary>
    /// <exception cref="InvalidDataException">The file was made from something else, or it is damaged.</exception>
    public static CacheReader Open(string path, string key)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        CacheReader? reader = null;
        bool whole = false;
        try
        {
            var header = CacheHeader.Read(file);
            if (header.Key != key)
                throw new InvalidDataException("it was made from other options or by another version of the library");
            reader = new(file, header);
            reader.Verify();
            whole = true;
            return reader;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("its header is damaged", error);
        }
        finally
        {
            if (!whole)
            {
                reader?.Dispose();
                file.Dispose();
            }
        }
    }

    /// <summary>Rows of a column [indices, ...]; the caller owns the tensor.</summary>
    public Tensor Rows(CacheColumn column, long[] indices)
    {
        var rows = empty([indices.Length, .. column.Shape], dtype: column.Type);
        var bytes = rows.bytes;
        int length = indices.Length == 0 ? 0 : bytes.Length / indices.Length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(column.RowBytes);
        var stored = buffer.AsSpan(0, column.RowBytes);
        for (int i = 0; i < indices.Length; i++)
        {
            long offset = column.Offset + indices[i] * column.RowBytes;
            if (column.Storage == CacheStorage.Unchanged)
            {
                Read(offset, bytes.Slice(i * length, length));
                continue;
            }

            Read(offset, stored);
            CacheNumbers.Restore(stored, column.Storage, bytes.Slice(i * length, length));
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return rows;
    }

    public void Dispose()
    {
        view.Dispose();
        map.Dispose();
    }

    private void Verify()
    {
        var buffer = new byte[1 << 20];
        foreach (var column in Header.Columns)
        {
            long left = (long)Header.Count * column.RowBytes, at = column.Offset;
            if (at < CacheHeader.Alignment || left < 0 || at > view.Capacity - left)
                throw new InvalidDataException($"'{column.Name}' does not lie within it");
            var checksum = new XxHash3();
            for (int length; left > 0; left -= length, at += length)
            {
                length = (int)Math.Min(buffer.Length, left);
                Read(at, buffer.AsSpan(0, length));
                checksum.Append(buffer.AsSpan(0, length));
            }

            if (checksum.GetCurrentHashAsUInt64() != column.Checksum)
                throw new InvalidDataException($"the checksum of '{column.Name}' is wrong");
        }
    }

    private void Read(long offset, Span<byte> target) => view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, target);
}
