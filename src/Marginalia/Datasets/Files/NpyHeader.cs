using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Marginalia.Datasets.Files;

/// <summary>What stands before the elements of a NumPy array: versions 1 to 3 of the format (numpy.lib.format).</summary>
/// <param name="Type">Type of the elements.</param>
/// <param name="Fortran">Whether the first index runs fastest.</param>
/// <param name="Shape">Lengths of the dimensions.</param>
/// <param name="Offset">Bytes before the first element.</param>
internal sealed partial record NpyHeader(NpyType Type, bool Fortran, long[] Shape, long Offset)
{
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Reads the header and checks that the elements fill the rest of the file.</summary>
    /// <param name="stream">The file, from its begin.</param>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="file">Its name in errors.</param>
    /// <exception cref="DatasetException">This is no such header, or not one of a file of this length.</exception>
    public static NpyHeader Read(Stream stream, long length, string file)
    {
        Span<byte> start = stackalloc byte[12];
        int read = stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false);
        if (read < 10 || !start.StartsWith(Magic))
            throw new DatasetException(file, $"this is no NumPy array: expected a file that starts with \\x93NUMPY, found {read} other bytes");
        int version = start[6], lengthBytes = version == 1 ? 2 : 4;
        if (version is < 1 or > 3)
            throw new DatasetException(file, $"this is version {version} of NumPy's format; versions 1 to 3 can be read");
        if (version > 1 && stream.ReadAtLeast(start[10..], 2, throwOnEndOfStream: false) < 2)
            throw new DatasetException(file, "the file ends within the header");
        long headerLength = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        long offset = 8 + lengthBytes + headerLength;
        if (offset > length || headerLength > 1 << 20)
            throw new DatasetException(file, $"the file of {length} bytes ends within the header, which speaks of {headerLength} bytes");
        var bytes = new byte[headerLength];
        stream.ReadExactly(bytes);
        return Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes).TrimEnd(), offset, length, file);
    }

    /// <summary>The header of a file as version 1 writes it, filled with blanks to a multiple of 64 bytes.</summary>
    public static byte[] Write(NpyType type, long[] shape)
    {
        string lengths = shape.Length == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({lengths}), }}";
        int total = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[total];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), checked((ushort)(total - 10)));
        Encoding.Latin1.GetBytes(text.PadRight(total - 11) + "\n").CopyTo(header, 10);
        return header;
    }

    private static NpyHeader Parse(string text, long offset, long length, string file)
    {
        var entries = Entry().Matches(text);
        string? Value(string key) => entries.Where(match => match.Groups["key"].Value == key).Select(match => match.Groups["value"].Value).FirstOrDefault();
        if (!Dictionary().IsMatch(text) || entries.Count != 3 || Value("descr") is not { } descr || Value("fortran_order") is not { } fortran || Value("shape") is not { } shape)
            throw new DatasetException(file, $"the header is \"{Shorten(text)}\"; expected a dictionary of descr, fortran_order and shape");
        if (descr[0] is not ('\'' or '"') || NpyType.Parse(descr[1..^1]) is not { } type)
            throw new DatasetException(
                file, $"the elements are of type {Shorten(descr)}; bool, integers of 1 to 8 bytes and floats of 2, 4 or 8 bytes can be read; convert it with astype");
        if (fortran is not ("True" or "False") || shape[0] != '(')
            throw new DatasetException(file, $"the header is \"{Shorten(text)}\"; expected True or False for fortran_order and a tuple for shape");

        var lengths = shape[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(word => long.TryParse(word.TrimEnd('L'), out long value) ? value : long.MaxValue).ToArray();
        double bytes = lengths.Aggregate((double)type.Size, (product, value) => product * value);
        if (bytes != length - offset)
            throw new DatasetException(
                file, $"the header speaks of {shape} elements of {type.Size} bytes, but {length - offset} bytes follow it; the file is cut off or damaged");
        return new(type, fortran == "True" && lengths.Length > 1, lengths, offset);
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + " ...";

    [GeneratedRegex("""['"](?<key>\w+)['"]\s*:\s*(?<value>'[^']*'|"[^"]*"|\w+|\([\d\s,L]*\)|\[.*\])""", RegexOptions.NonBacktracking)]
    private static partial Regex Entry();

    [GeneratedRegex("""^\{.*\}$""", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Dictionary();
}
