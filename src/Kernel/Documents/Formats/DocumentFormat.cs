namespace Marginalia.Kernel.Documents.Formats;

/// <summary>A kind of file that holds the cells of a notebook.</summary>
internal abstract class DocumentFormat
{
    /// <summary>All that are known.</summary>
    public static IReadOnlyList<DocumentFormat> All { get; } = [new NotebookFormat(), new DibFormat(), new ProgramFormat(), new MarkdownFormat(), new ScriptFormat()];

    /// <summary>The end of its files' names, with the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="NotebookException">The text is not of this format.</exception>
    public abstract Notebook Read(byte[] bytes, string name, string? path);

    /// <summary>Writes a notebook as text and notes what the format cannot hold.</summary>
    /// <exception cref="NotebookException">The format cannot be written.</exception>
    public abstract string Write(Notebook notebook, ConversionTarget target);

    /// <summary>The format of a file by the end of its name.</summary>
    /// <exception cref="NotebookException">No format has this end.</exception>
    public static DocumentFormat Of(string path)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        return All.FirstOrDefault(format => format.Extension == extension)
            ?? throw new NotebookException($"{path}: files of type '{extension}' are not known; expected {string.Join(", ", All.Select(format => format.Extension))}");
    }
}
