using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>
/// Reads and writes NumPy arrays, <c>.npy</c> files of numpy.lib.format, versions 1 to 3: bool, integers of 1, 2, 4 and 8 bytes, floats of 2, 4
/// and 8 bytes, in either byte order, with the last or the first index running fastest. No Python objects are unpickled.
/// </summary>
public static class NpyFile
{
    /// <summary>Elements that are read or written at once.</summary>
    private const long Piece = 1 << 24;

    /// <summary>
    /// The array in a file, as a tensor of its shape, which the caller owns. Integers without sign of 2 bytes become int32, of 4 and 8 bytes int64.
    /// </summary>
    /// <exception cref="DatasetException">The file is missing or damaged, or its elements are of a type that tensors cannot hold.</exception>
    public static Tensor Read(string path)
    {
        using var stream = SourceFile.Open(path);
        return Read(stream, stream.Length, path);
    }

    /// <summary>Writes a tensor, in version 1 with the last index running fastest. The old file stays until the new one is complete.</summary>
    /// <exception cref="ArgumentException">The type of the elements is not one of NumPy's.</exception>
    public static void Write(string path, Tensor tensor)
    {
        NpyType.Of(tensor.dtype);
        AtomicFile.Write(path, stream => Write(stream, tensor));
    }

    /// <summary>Reads an array of <paramref name="length"/> bytes.</summary>
    internal static Tensor Read(Stream stream, long length, string file)
    {
        var header = NpyHeader.Read(stream, length, file);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var flat = empty(header.Count, dtype: header.Type.TensorType);
        for (long at = 0; at < header.Count; at += Piece)
        {
            using var piece = flat.narrow(0, at, Math.Min(Piece, header.Count - at));
            Fill(piece, header.Type, file, stream.ReadExactly);
        }

        var shaped = header.Fortran
            ? flat.reshape([.. header.Shape.Reverse()]).permute([.. Enumerable.Range(0, header.Shape.Length).Select(d => (long)d).Reverse()]).contiguous()
            : flat.reshape(header.Shape);
        return shaped.MoveToOuterDisposeScope();
    }

    internal static void Write(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        stream.Write(NpyHeader.Write(NpyType.Of(tensor.dtype), tensor.shape));
        var flat = tensor.detach().cpu().contiguous().reshape(-1);
        for (long at = 0; at < flat.numel(); at += Piece)
        {
            using var piece = flat.narrow(0, at, Math.Min(Piece, flat.numel() - at));
            stream.Write(piece.bytes);
        }
    }

    /// <summary>Fills a dense tensor with elements that <paramref name="read"/> yields as the file has them.</summary>
    internal static void Fill(Tensor tensor, NpyType type, string file, ReadBytes read)
    {
        var target = tensor.bytes;
        bool widens = type is { Kind: 'u', Size: 2 or 4 };
        var source = widens ? new byte[tensor.numel() * type.Size] : target;
        try
        {
            read(source);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new DatasetException(file, $"the elements cannot be read: {error.Message}", error);
        }

        if (type.Decode(source, target) is { } problem)
            throw new DatasetException(file, problem);
    }

    /// <summary>Fills a span, or throws.</summary>
    internal delegate void ReadBytes(Span<byte> target);
}
