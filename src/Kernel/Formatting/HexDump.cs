using System.Text;

namespace Marginalia.Kernel.Formatting;

/// <summary>Bytes, sixteen in a row, as hexadecimal numbers and as characters.</summary>
internal static class HexDump
{
    const int Row = 16, MaxRows = 64;

    public static string Of(byte[] bytes)
    {
        var rows = bytes.Chunk(Row).Take(MaxRows).Select((row, index) => $"{index * Row:X8}  {Hex(row),-49} |{Characters(row)}|");
        var text = string.Join('\n', rows);
        return bytes.Length > Row * MaxRows ? $"{text}\n... ({bytes.Length - Row * MaxRows} more bytes)" : text;
    }

    static string Hex(byte[] row)
    {
        var text = new StringBuilder();
        for (var i = 0; i < row.Length; i++)
            text.Append(i == Row / 2 ? " " : "").Append(row[i].ToString("X2")).Append(i < row.Length - 1 ? " " : "");
        return text.ToString();
    }

    static string Characters(byte[] row) => string.Concat(row.Select(value => value is >= 32 and < 127 ? (char)value : '.'));
}
