namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Jupyter's own: .ipynb, which holds everything.</summary>
internal sealed class NotebookFormat : DocumentFormat
{
    public override string Extension => ".ipynb";

    public override Notebook Read(byte[] bytes, string name, string? path) => NotebookReader.Parse(bytes, name, path);

    public override string Write(Notebook notebook, ConversionTarget target) => notebook.ToJson();
}
