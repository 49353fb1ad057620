using System.Text.Json;

namespace Marginalia.Datasets.Files;

/// <summary>
/// Masks of COCO (https://cocodataset.org/#format-data), JSON: a list of polygons [x1, y1, x2, y2, ...], or run lengths {"size": [height, width],
/// "counts": a list of numbers or a text}.
/// </summary>
internal static class CocoMask
{
    /// <summary>The mask, row by row.</summary>
    /// <exception cref="FormatException">The bytes are no such mask, or one of another size.</exception>
    public static bool[] Decode(ReadOnlySpan<byte> json, int height, int width)
    {
        var mask = new bool[height * width];
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                PolygonMask.Fill(Numbers(ref reader), mask, height, width);
        else if (reader.TokenType == JsonTokenType.StartObject)
            RunLengths.Fill(Counts(ref reader, height, width), mask, height, width);
        else
            throw new FormatException("the mask is neither a list of polygons nor an object of run lengths");
        return mask;
    }

    /// <summary>A list of numbers, of which the reader stands at the first token.</summary>
    /// <exception cref="FormatException">It is no such list.</exception>
    public static double[] Numbers(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FormatException("expected a list of numbers");
        var numbers = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            numbers.Add(reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : throw new FormatException("expected a list of numbers"));
        return [.. numbers];
    }

    private static long[] Counts(ref Utf8JsonReader reader, int height, int width)
    {
        long[]? counts = null;
        double[]? size = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSize = reader.ValueTextEquals("size"u8), isCounts = reader.ValueTextEquals("counts"u8);
            reader.Read();
            if (isSize)
                size = Numbers(ref reader);
            else if (isCounts && reader.TokenType == JsonTokenType.String)
                counts = RunLengths.Decompress(reader.GetString()!);
            else if (isCounts)
                counts = [.. Numbers(ref reader).Select(count => (long)count)];
            else
                reader.Skip();
        }

        if (size is not [var rows, var columns] || rows != height || columns != width)
            throw new FormatException($"the run lengths are of a mask of [{string.Join(", ", size ?? [])}]; expected the image's [{height}, {width}]");
        return counts ?? throw new FormatException("the run lengths have no counts");
    }
}
