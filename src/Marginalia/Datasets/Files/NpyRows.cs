using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>
/// A NumPy array [N, ...] in a file of which single rows are read, so that it may be larger than memory. Threads may share one.
/// </summary>
public sealed class NpyRows : IDisposable
{
    private readonly FileStream stream;
    private readonly NpyHeader header;
    private readonly string file;
    private readonly long rowElements;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DatasetException">The file is missing or damaged, has no dimension, or its first index runs fastest, so that a row lies scattered over it.</exception>
    public NpyRows(string path)
    {
        stream = SourceFile.Open(path);
        file = path;
        try
        {
            header = NpyHeader.Read(stream, stream.Length, path);
            if (header.Shape.Length == 0)
                throw new DatasetException(path, "the array has no dimension; expected rows");
            if (header.Fortran)
                throw new DatasetException(path, "the array is in Fortran order, so that no row lies in one place; write it again with numpy.ascontiguousarray");
        }
        catch (DatasetException)
        {
            stream.Dispose();
            throw;
        }

        rowElements = header.Shape.Skip(1).Aggregate(1L, (product, length) => product * length);
    }

    /// <summary>Number of rows.</summary>
    public long Count => header.Shape[0];

    /// <summary>Shape of the array, rows first.</summary>
    public IReadOnlyList<long> Shape => header.Shape;

    /// <summary>Row by index, a tensor of the shape without its first length; the caller owns it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="DatasetException">The file was cut off after it was opened.</exception>
    public Tensor Read(long row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        var tensor = empty(header.Shape[1..], dtype: header.Type.TensorType);
        try
        {
            NpyFile.Fill(tensor, header.Type, file, target => ReadAt(target, header.Offset + row * rowElements * header.Type.Size));
        }
        catch (DatasetException)
        {
            tensor.Dispose();
            throw;
        }

        return tensor;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();

    private void ReadAt(Span<byte> target, long offset)
    {
        while (target.Length > 0)
        {
            int read = RandomAccess.Read(stream.SafeFileHandle, target, offset);
            if (read == 0)
                throw new EndOfStreamException("the file ends before.");
            target = target[read..];
            offset += read;
        }
    }
}
