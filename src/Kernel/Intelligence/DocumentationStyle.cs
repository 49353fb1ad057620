namespace Marginalia.Kernel.Intelligence;

/// <summary>How documentation is written out.</summary>
internal enum DocumentationStyle
{
    /// <summary>As plain text.</summary>
    Plain,

    /// <summary>As Markdown.</summary>
    Markdown,

    /// <summary>As HTML.</summary>
    Html,
}
