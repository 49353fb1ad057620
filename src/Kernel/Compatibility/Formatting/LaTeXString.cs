namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A formula, shown as text/latex.</summary>
/// <param name="latexCode">Its LaTeX.</param>
public class LaTeXString(string latexCode)
{
    internal const string MimeType = "text/latex";

    /// <summary>A formula from its LaTeX.</summary>
    public static implicit operator LaTeXString(string source) => new(source);

    /// <summary>The LaTeX.</summary>
    public override string ToString() => latexCode;
}
