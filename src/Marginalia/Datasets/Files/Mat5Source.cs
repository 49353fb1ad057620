using System.IO.Compression;

namespace Marginalia.Datasets.Files;

/// <summary>MATLAB files of version 5 (MathWorks, MAT-File Format): a header of 128 bytes, then elements, each compressed or not.</summary>
internal sealed class Mat5Source : IMatSource
{
    private const int HeaderLength = 128;

    /// <summary>Deflate makes at most 1032 bytes of one.</summary>
    private const long MaxRatio = 1032;

    private readonly bool bigEndian;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> arrays = [];

    public Mat5Source(byte[] data)
    {
        bigEndian = data[126] == 'M';
        for (ReadOnlyMemory<byte> rest = data.AsMemory(HeaderLength); rest.Length > 0;)
        {
            var element = new Mat5Element(rest, bigEndian);
            var array = element.Type == Mat5Type.Compressed ? new Mat5Element(Inflate(element.Data), bigEndian) : element;
            if (array.Type != Mat5Type.Matrix)
                throw new InvalidDataException($"the MATLAB file is damaged: an element is of type {(int)array.Type}; expected an array");
            string name = new Mat5Array(array.Data, bigEndian).Name;
            if (name.Length > 0) // nameless ones are MATLAB's own
                arrays[name] = array.Data;
            rest = rest[(element.Type == Mat5Type.Compressed ? element.Length : Math.Min(element.PaddedLength, rest.Length))..];
        }

        Names = [.. arrays.Keys];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a file starts as one of this version.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= HeaderLength && (start[124..128] is [0, 1, (byte)'I', (byte)'M'] || start[124..128] is [1, 0, (byte)'M', (byte)'I']);

    public IReadOnlyList<long> SizeOf(string name) => new Mat5Array(arrays[name], bigEndian).Size;

    public MatValue Read(string name) => new Mat5Array(arrays[name], bigEndian).ToValue();

    public MatValue Read(string name, long last) => new Mat5Array(arrays[name], bigEndian).ToValue(last);

    public void Dispose() => arrays.Clear();

    private static byte[] Inflate(ReadOnlyMemory<byte> compressed)
    {
        using var inflate = new ZLibStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        using var array = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = inflate.Read(buffer)) > 0;)
        {
            array.Write(buffer, 0, read);
            if (array.Length > compressed.Length * MaxRatio)
                throw new InvalidDataException("the MATLAB file is damaged: an array inflates without end");
        }

        return array.ToArray();
    }
}
