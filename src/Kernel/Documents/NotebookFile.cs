using Marginalia.Kernel.Documents.Formats;

namespace Marginalia.Kernel.Documents;

/// <summary>Files that hold a notebook's cells: .ipynb, .dib, .cs, .md and, to be read, .csx.</summary>
internal static class NotebookFile
{
    /// <summary>Reads a file in the format that the end of its name says.</summary>
    /// <exception cref="NotebookException">The file is not there, of no known type, or not of its format.</exception>
    public static Notebook Load(string path)
    {
        var format = DocumentFormat.Of(path);
        return format.Read(NotebookReader.Bytes(path), path, Path.GetFullPath(path));
    }

    /// <summary>The text of a notebook in the format that the end of the target's name says; the target learns what could not be held.</summary>
    /// <exception cref="NotebookException">No such format is known, or it is only read.</exception>
    public static string Convert(Notebook notebook, ConversionTarget target) => DocumentFormat.Of(target.Path).Write(notebook, target);
}
