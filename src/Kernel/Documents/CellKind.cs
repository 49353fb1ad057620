namespace Marginalia.Kernel.Documents;

/// <summary>The three kinds of cell in an nbformat 4 notebook.</summary>
public enum CellKind
{
    /// <summary>Runs and has outputs.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Passed through untouched.</summary>
    Raw,
}
