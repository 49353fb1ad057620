namespace TorchSharp;

/// <summary>What holds for printing where nothing is given.</summary>
static class PrintOptions
{
    internal static string Format { get; set; } = "g5";

    internal static int Width { get; set; } = 100;

    internal static string NewLine { get; set; } = Environment.NewLine;

    /// <summary>How many rows of brackets are written in full; of more, only the first and last half of that.</summary>
    internal static int Rows { get; set; } = 6;

    /// <summary>How many elements of a row in brackets are written in full.</summary>
    internal static int Columns { get; set; } = 6;
}

public static partial class torch
{
    /// <summary>For <see cref="TensorStringStyle"/>: elements in columns, as Julia does.</summary>
    public const TensorStringStyle julia = TorchSharp.TensorStringStyle.Julia;

    /// <summary>For <see cref="TensorStringStyle"/>: elements in brackets, as NumPy does.</summary>
    public const TensorStringStyle numpy = TorchSharp.TensorStringStyle.Numpy;

    /// <summary>For <see cref="TensorStringStyle"/>: elements as an array of C#.</summary>
    public const TensorStringStyle csharp = TorchSharp.TensorStringStyle.CSharp;

    /// <summary>Sets how tensors are written where nothing else is said; what is null stays as it is.</summary>
    /// <param name="precision">Digits after the decimal point.</param>
    /// <param name="linewidth">The length of a line in Julia's style.</param>
    /// <param name="newLine">What ends a line.</param>
    /// <param name="sci_mode">With exponents.</param>
    /// <param name="maxRows">How many rows in brackets are written in full; of more, the first and last half of that.</param>
    /// <param name="maxColumns">The same for the elements of a row.</param>
    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, $"{(sci_mode ? 'E' : 'F')}{precision}", linewidth, newLine, maxRows, maxColumns);

    public static void set_printoptions(TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        TensorStringStyle = style ?? TensorStringStyle;
        PrintOptions.Format = floatFormat ?? PrintOptions.Format;
        PrintOptions.Width = linewidth ?? PrintOptions.Width;
        PrintOptions.NewLine = newLine ?? PrintOptions.NewLine;
        PrintOptions.Rows = maxRows ?? PrintOptions.Rows;
        PrintOptions.Columns = maxColumns ?? PrintOptions.Columns;
    }
}
