using System.Globalization;

namespace Marginalia.Datasets.Files;

/// <summary>A line of a text file, with its number, so that errors can name it.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Text">The line without blanks at its ends.</param>
internal readonly record struct TextLine(string File, int Number, string Text)
{
    /// <summary>The lines of a file that are not empty.</summary>
    /// <exception cref="DatasetException">There is no such file, or it may not be read.</exception>
    public static IReadOnlyList<TextLine> Read(string path)
    {
        string[] lines = System.Text.Encoding.UTF8.GetString(SourceFile.ReadBytes(path)).Split('\n', StringSplitOptions.TrimEntries);
        return [.. lines.Select((text, i) => new TextLine(path, i + 1, text)).Where(line => line.Text.Length > 0)];
    }

    /// <summary>The words between blanks and tabulators.</summary>
    public string[] Words => Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The line of an error that names this line.</summary>
    public string Problem(string problem) => $"{File}: line {Number}: {problem}";

    /// <summary>An error that names this line.</summary>
    public DatasetException Error(string problem) => new([Problem(problem)]);

    /// <summary>A whole number.</summary>
    /// <exception cref="DatasetException">The word is none.</exception>
    public int Integer(string word, string what) => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
        ? value
        : throw Error($"'{word}' is no whole number; expected {what}");

    /// <summary>A number, which may be NaN or infinite.</summary>
    /// <exception cref="DatasetException">The word is none.</exception>
    public double Real(string word, string what) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        ? value
        : throw Error($"'{word}' is no number; expected {what}");
}
