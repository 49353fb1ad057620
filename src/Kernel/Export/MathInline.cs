using Markdig.Syntax.Inlines;

namespace Marginalia.Kernel.Export;

/// <summary>A formula inside a paragraph.</summary>
/// <param name="tex">Its TeX source, without delimiters.</param>
/// <param name="display">Whether it stands on a line of its own (<c>$$..$$</c>).</param>
internal sealed class MathInline(string tex, bool display) : LeafInline
{
    public string Tex => tex;

    public bool Display => display;
}
