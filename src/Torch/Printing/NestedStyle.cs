using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Elements in nested brackets, as NumPy and C# write them; of many only the first and last.</summary>
sealed class NestedStyle(TensorText text, char open, char close, string rowEnd, bool airy, string suffix)
{
    internal static string Numpy(TensorText text) => new NestedStyle(text, '[', ']', "", true, "").Write(0, 0);

    internal static string CSharp(TensorText text, ScalarType type)
    {
        var suffix = type switch
        {
            ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 => "f",
            ScalarType.Int64 => "L",
            _ => "",
        };
        var array = $"{Name(type)} [{new string(',', Math.Max(0, text.Shape.Length - 1))}] ";
        var style = new NestedStyle(text, '{', '}', ",", false, suffix);
        return text.Shape.Length switch
        {
            0 => $", value = {text[0]}",
            1 => $", value = {array}{style.Write(0, 0)}",
            _ => $", value = {text.NewLine}{array}{{{text.NewLine} {style.Write(0, 0)[1..^1]}{text.NewLine}}}",
        };
    }

    string Write(int depth, long start)
    {
        if (depth == text.Shape.Length) return text[start] + (text.Shape.Length == 0 ? "" : suffix);
        var step = text.Shape[(depth + 1)..].TotalSize();
        var parts = Shown(text.Shape[depth], depth == text.Shape.Length - 1 ? PrintOptions.Columns : PrintOptions.Rows).Select(i => i is { } index ? Write(depth + 1, start + index * step) : "...").ToList();
        var last = depth == text.Shape.Length - 1;
        var separator = last ? ", " : rowEnd + LineBreak(depth);
        var joined = string.Join(separator, parts);
        // Nothing separates the dots from what follows but space.
        return open + (last ? joined.Replace("..., ", "... ") : joined.Replace("..." + rowEnd, "...")) + close;
    }

    string LineBreak(int depth)
    {
        var lines = airy ? text.Shape.Length - 1 - depth : 1;
        return string.Concat(Enumerable.Repeat(text.NewLine, lines)) + new string(' ', depth + 1);
    }

    /// <summary>The indices to show; null stands for those left out.</summary>
    static IEnumerable<long?> Shown(long length, int most)
    {
        for (long i = 0; i < length; i++)
        {
            if (length > most && i == most / 2)
            {
                yield return null;
                i = length - most / 2;
            }
            yield return i;
        }
    }

    static string Name(ScalarType type) => type switch
    {
        ScalarType.Float32 => "float",
        ScalarType.Float64 => "double",
        ScalarType.ComplexFloat32 => "complex32",
        ScalarType.ComplexFloat64 => "complex64",
        ScalarType.Int8 => "sbyte",
        ScalarType.Int16 => "short",
        ScalarType.Int32 => "int",
        ScalarType.Int64 => "long",
        _ => type.ToString().ToLowerInvariant(),
    };
}
