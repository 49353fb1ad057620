using System.Text;

namespace TorchSharp;

/// <summary>Elements in right-aligned columns, a block for every matrix of a larger tensor; lines end with dots beyond the width.</summary>
static class JuliaStyle
{
    const string More = " ...";

    internal static string Write(TensorText text)
    {
        var shape = text.Shape;
        if (shape.Length == 0) return $", value = {text[0]}";
        var (rows, columns) = shape.Length == 1 ? (1, shape[0]) : (shape[^2], shape[^1]);
        var blocks = shape.Length <= 2 ? 1 : shape[..^2].TotalSize();
        var result = new StringBuilder(text.NewLine);
        for (long block = 0; block < blocks; block++)
        {
            if (block > 0) result.Append(text.NewLine);
            if (shape.Length > 2) result.Append($"[{Position(block, shape[..^2])},..,..] =").Append(text.NewLine);
            AppendMatrix(result, text, block * rows * columns, rows, columns);
        }
        return result.ToString();
    }

    static void AppendMatrix(StringBuilder result, TensorText text, long start, long rows, long columns)
    {
        var widths = Columns(text, start, rows, columns);
        for (long row = 0; row < rows; row++)
        {
            for (var column = 0; column < widths.Count; column++) result.Append(' ').Append(text[start + row * columns + column].PadLeft(widths[column]));
            result.Append(widths.Count < columns ? More : "").Append(text.NewLine);
        }
    }

    /// <summary>The widths of the columns that fit in a line.</summary>
    static List<int> Columns(TensorText text, long start, long rows, long columns)
    {
        var (widths, used, fitting) = (new List<int>(), 0, 0);
        for (long column = 0; column < columns; column++)
        {
            var width = 0;
            for (long row = 0; row < rows; row++) width = Math.Max(width, text[start + row * columns + column].Length);
            used += width + 1;
            if (used > text.Width) return widths[..fitting];
            widths.Add(width);
            if (used + More.Length <= text.Width) fitting = widths.Count;
        }
        return widths;
    }

    static string Position(long block, long[] shape)
    {
        var position = new long[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            position[i] = block % shape[i];
            block /= shape[i];
        }
        return string.Join(',', position);
    }
}
