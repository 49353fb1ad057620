namespace Marginalia.Kernel.Documents.Formats;

/// <summary>A C# script, .csx: one cell. It is read only.</summary>
internal sealed class ScriptFormat : DocumentFormat
{
    public override string Extension => ".csx";

    public override Notebook Read(byte[] bytes, string name, string? path) =>
        NewNotebook.Of([new(CellLanguage.CSharp, PlainText.Of(bytes, name).TrimEnd('\n'))], path: path);

    public override string Write(Notebook notebook, ConversionTarget target) =>
        throw new NotebookException($"{target.Path}: scripts are read, not written; a program, with the end .cs, holds a notebook");
}
