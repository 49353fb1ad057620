using System.Buffers.Binary;
using System.IO.Compression;

namespace Marginalia.Datasets.Files;

/// <summary>
/// Reads IDX files of bytes, the format of MNIST (LeCun, Cortes, Burges, http://yann.lecun.com/exdb/mnist): two zeros, 8 for bytes, the number of
/// dimensions, their lengths as big-endian 32-bit integers, then the bytes, the last index running fastest; gzipped or not.
/// </summary>
internal static class IdxFile
{
    /// <summary>Shape and bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">The number of dimensions it must have.</param>
    /// <exception cref="DatasetException">The file is missing, damaged, or not of bytes in so many dimensions.</exception>
    public static (int[] Shape, byte[] Data) Read(string path, int dimensions)
    {
        byte[] content = SourceFile.ReadBytes(path);
        using Stream stream = content is [0x1F, 0x8B, ..] ? new GZipStream(new MemoryStream(content), CompressionMode.Decompress) : new MemoryStream(content);
        try
        {
            var header = new byte[4 + 4 * dimensions];
            if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
                throw new DatasetException(path, "the file ends within its header; fetch it again");
            if (header[0] != 0 || header[1] != 0 || header[2] != 8 || header[3] != dimensions)
                throw new DatasetException(path, $"this is no IDX file of bytes with {dimensions} dimensions: expected it to start with 00 00 08 {dimensions:X2}, found {Convert.ToHexString(header, 0, 4)}");
            int[] shape = [.. Enumerable.Range(0, dimensions).Select(d => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + 4 * d)))];
            double size = shape.Aggregate(1.0, (product, length) => product * length);
            if (shape.Any(length => length < 1) || size > Array.MaxLength)
                throw new DatasetException(path, $"its header speaks of {string.Join(" x ", shape)} bytes; expected lengths above 0 that memory can take");
            var data = new byte[(int)size];
            int read = stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
            if (read < data.Length || stream.ReadByte() >= 0)
                throw new DatasetException(path, $"its header speaks of {string.Join(" x ", shape)} bytes, but the file holds {(read < data.Length ? $"only {read}" : "more")}; fetch it again");
            return (shape, data);
        }
        catch (InvalidDataException damage)
        {
            throw new DatasetException(path, $"the compressed data are damaged ({damage.Message.TrimEnd('.')}); fetch the file again", damage);
        }
    }
}
